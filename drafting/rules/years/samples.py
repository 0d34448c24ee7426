"""Two small reports, a year apart, that examples of this family vary."""

_MEASURES = {2023: "全年办理林权纠纷7起。", 2024: "茶山边界重新划过，3个组签了字。"}
_SHORTCOMINGS = {
    2023: "执法车辆老旧，主要原因是购置经费没有着落。",
    2024: "新进干部不会办案，主要原因是没有人带。",
}
_PLANS = {2023: "继续加强普法宣传。", 2024: "继续规范执法行为。"}


def report(year: int, measures: str = "", shortcomings: str = "", plan: str = "") -> str:
    return "\n".join(
        [
            f"青禾乡{year}年法治政府建设年度报告",
            "一、主要举措和成效",
            measures or _MEASURES[year],
            "二、存在的不足和原因",
            shortcomings or _SHORTCOMINGS[year],
            "三、党政主要负责人履行推进法治建设第一责任人职责情况",
            "党委书记和乡长带头学法。",
            f"四、{year + 1}年工作安排",
            plan or _PLANS[year],
            "青禾乡人民政府",
            f"{year + 1}年1月15日",
        ]
    )
