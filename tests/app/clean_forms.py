"""Valid forms at random, their words taken from a clean vocabulary: what they make has to be faultless."""

from typing import Any

from hypothesis import strategies as st

HEADINGS = (
    "加强组织领导，压实工作责任", "健全依法决策机制", "规范行政执法行为", "深化法治宣传教育", "化解矛盾纠纷",
    "推进政务公开", "优化便民服务", "强化行政权力监督", "建强基层法治队伍", "完善应急处置机制", "落实公平竞争审查制度",
    "规范村务管理，守住小微权力边界", "用好法律顾问", "做实人民调解", "提升信访工作法治化水平", "办好民生实事",
)  # fmt: skip

SENTENCES = (
    "乡党委会议定期听取法治建设情况汇报，逐项研究解决难题。",
    "把法治建设纳入年度考核，考核结果与评先评优挂钩。",
    "重大事项决策前征求群众意见，并由法律顾问出具书面意见。",
    "执法人员持证上岗、亮证执法，执法全过程留痕。",
    "利用赶集日、村民会议和广播开展宣传，讲身边的案例。",
    "对排查出的矛盾逐一登记、明确专人、限期化解。",
    "在公开栏和网站公布办事指南，群众能看懂、找得到。",
    "综合服务窗口实行一次告知，材料齐全的当场办结。",
    "纪检干部列席重要会议，对资金、项目、用人全程监督。",
    "司法所工作人员驻村值班，为群众代写文书、解答疑问。",
    "修订防汛和森林防火预案，组织村干部开展演练。",
    "对出台的文件逐件审查，删去限制公平竞争的内容。",
    "村务监督委员会每季度核对账目，结果张榜公布。",
    "合同签订前先审后签，履行中定期回访。",
    "人民调解员由老党员和返乡青年共同担任，老带新、常轮训。",
    "信访事项按程序受理、转办、答复，来访群众的诉求有回音。",
    "《中华人民共和国宪法》和《中华人民共和国民法典》是宣讲的重点。",
    "结合“12·4”国家宪法日集中宣讲，村组干部带头学。",
)  # fmt: skip

CAUSES = (
    "编制少、事情多，年轻干部流动快",
    "由于部分干部重业务、轻学习，遇到新问题不会用法律办法解决。",
    "村组分散，宣传对象以老人和儿童居多，老办法不管用",
    "主要原因是经费投入不足，设备更新慢。",
    "部门之间信息不通，协作机制还不健全",
)

POSTS = {
    "乡镇": (
        ("青禾乡人民政府", "白石镇人民政府", "龙潭瑶族乡人民政府"),
        ("乡党委书记", "镇党委书记"),
        ("乡长", "镇长"),
    ),
    "街道": (("临川街道办事处", "云岭县人民政府临川街道办事处"), ("街道党工委书记",), ("办事处主任",)),
    "县区": (("云岭县人民政府", "桐泊区人民政府"), ("县委书记", "区委书记"), ("县长", "区长")),
    "部门": (("云岭县司法局", "云岭县农业农村和水利局"), ("局党组书记", "局党委书记"), ("局长",)),
}


@st.composite
def groups(draw: st.DrawFn) -> tuple[dict[str, Any], list[str]]:
    """Figures that agree, and the sentences that speak of them."""
    figures: dict[str, Any] = {}
    sentences: list[str] = []
    if draw(st.booleans()):
        taken = draw(st.integers(2, 900))
        settled = draw(st.integers(1, taken))
        decimals = draw(st.integers(0, 3))
        share = settled * 10**decimals * 200 // taken
        if settled < taken and (share >= 199 * 10**decimals or share < 1):
            decimals = 4
        figures["纠纷"] = {
            "受理": f"{taken}件",
            "化解": {"数": settled, "量词": "件", "属于": "受理"},
            "化解率": {"分子": "化解", "分母": "受理", "小数": decimals},
        }
        sentences.append("全年受理矛盾纠纷{{ 纠纷.受理 }}件，化解{{ 纠纷.化解 }}件，化解率{{ 纠纷.化解率 }}。")
    if draw(st.booleans()):
        parts = draw(st.lists(st.integers(1, 400), min_size=3, max_size=3))
        figures["执法"] = {
            "检查": {"数": f"{sum(parts)}次", "分项": ["安全", "食品", "环保"]},
            "安全": f"{parts[0]}次", "食品": f"{parts[1]}次", "环保": f"{parts[2]}次",
        }  # fmt: skip
        sentences.append(
            "开展执法检查{{ 执法.检查 }}次，其中安全生产{{ 执法.安全 }}次、食品安全{{ 执法.食品 }}次、环境保护{{ 执法.环保 }}次。"
        )
    if draw(st.booleans()):
        before, now = draw(st.integers(1, 5000)), draw(st.integers(1, 5000))
        figures["政务"] = {"本年": f"{now}件", "上年": f"{before}件", "变化": {"本期": "本年", "上期": "上年"}}
        if now != before:
            sentences.append("办理政务服务事项{{ 政务.本年 | 带量词 }}，比上年的{{ 政务.上年 }}件{{ 政务.变化 }}。")
    if draw(st.booleans()):
        figures["宣传"] = {
            "活动": f"{draw(st.integers(1, 40)) * 10}余场次",
            "资料": f"{draw(st.integers(1, 90)) * 100}余份",
            "满意度": {"比率": "98%以上", "来源": "县里组织的群众评议"},
        }
        sentences.append("开展宣传活动{{ 宣传.活动 }}场次，发放资料{{ 宣传.资料 }}份。")
        sentences.append("群众对政务服务的满意度达{{ 宣传.满意度 }}。")
    return figures, sentences


@st.composite
def forms(draw: st.DrawFn) -> dict[str, Any]:
    headings = list(draw(st.permutations(HEADINGS)))
    figures, figure_sentences = draw(groups())
    sentences = [*draw(st.permutations([*SENTENCES])), *figure_sentences][::-1]

    def text() -> str:
        count = draw(st.integers(1, 2))
        return "\n".join(sentences.pop() for _ in range(count) if sentences) or "各项任务按期完成。"

    def items(most: int, *, depth: int = 2) -> list[dict[str, Any]]:
        made = []
        for _ in range(draw(st.integers(1, most))):
            if len(headings) < 4 or len(sentences) < 6:
                break
            item: dict[str, Any] = {"标题": headings.pop(), "正文": text()}
            if depth < 4 and draw(st.integers(0, 3)) == 0:
                item["小项"] = items(2, depth=depth + 1)
            made.append(item)
        return made or [{"标题": "落实第二项任务", "正文": "任务按期完成。"}]

    level = draw(st.sampled_from(sorted(POSTS)))
    names, party, government = POSTS[level]
    year = draw(st.integers(2022, 2025))
    achievements = items(4)
    achievements[0]["正文"] += "".join(f"\n{sentence}" for sentence in figure_sentences if sentence in sentences)
    form: dict[str, Any] = {
        "表单版本": 1,
        "单位": {"名称": draw(st.sampled_from(names)), "级别": level},
        "年度": year,
        "数据": figures,
        "主要举措和成效": {"项目": achievements},
        "存在的不足和原因": {
            "项目": [
                {"不足": f"{thing}不够强", "原因": cause}
                for thing, cause in zip(
                    ("执法力量", "宣传成效", "干部依法办事能力"), draw(st.permutations(CAUSES)), strict=False
                )
            ][: draw(st.integers(1, 3))]
        },
        "党政主要负责人履职": {
            "党委主要负责人": {"职务": draw(st.sampled_from(party)), "履职": "带头学法，主持研究法治建设重要工作。"},
            "政府主要负责人": {
                "职务": draw(st.sampled_from(government)),
                "履职": "部署年度任务，督促各项措施落实到位。",
            },
        },
        "下一年度安排": {
            "项目": [
                {"标题": f"继续抓好{thing}", "正文": f"{year + 1}年，围绕{thing}明确任务、责任和时限。"}
                for thing in draw(
                    st.lists(st.sampled_from(("普法宣传", "执法监督", "纠纷化解", "队伍建设")), min_size=1, unique=True)
                )
            ]
        },
        "落款": {
            "日期": f"{year + 1}-{draw(st.sampled_from(('01-08', '01-20', '02-28')))}",
            "盖章": draw(st.sampled_from(("是", "否"))),
        },
    }
    _with_what_is_optional(draw, form)
    return form


def _with_what_is_optional(draw: st.DrawFn, form: dict[str, Any]) -> None:
    if draw(st.booleans()):
        form["主送"] = ["中共云岭县委", "云岭县人民政府"]
    if draw(st.booleans()):
        form["引言"] = (
            f"{form['年度']}年，坚持以习近平新时代中国特色社会主义思想为指导，深入学习贯彻习近平法治思想，扎实推进法治政府建设。"
        )
    if draw(st.booleans()):
        rows = [
            [f"{name}村", str(draw(st.integers(0, 99))), str(draw(st.integers(0, 99)))]
            for name in ("东坡", "西坝", "南塘")
        ]
        table = {
            "标题": "各村调解情况",
            "列": ["村", "排查（次）", "调解（件）"],
            "行": rows,
            "合计": draw(st.sampled_from(("是", "否"))),
        }
        if draw(st.booleans()):
            form["附件"] = [{"名称": "各村调解情况统计表", "表格": [table]}]
        else:
            form["主要举措和成效"]["项目"][-1]["表格"] = [table]
    if draw(st.booleans()):
        form["其他需要报告的情况"] = "没有其他需要报告的情况。"
