"""How much was read and checked: never a bare pass."""


def population(figures: int, checkable: int, consistent: int) -> str:
    return f"读出 {figures} 个数字，可核对 {checkable} 处，相符 {consistent} 处，不符 {checkable - consistent} 处。"
