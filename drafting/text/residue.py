"""What conversions and web pages leave in a text."""

from drafting.text.patterns import Pattern

PAGE_NUMBER = Pattern(
    r"^\s*(?:[-—–－‐─·•]+\s*[0-9０-９]{1,3}\s*[-—–－‐─·•]+|第\s*[0-9]{1,3}\s*页(?:\s*[，,/]?\s*共\s*[0-9]{1,3}\s*页)?|[0-9]{1,3}\s*/\s*[0-9]{1,3})\s*$"
)
BARE_NUMBER = Pattern(r"^\s*[0-9]{1,3}\s*$")

FIELD = Pattern(
    r"\[(?:bookmark|OLE_LINK)[^\]]{0,60}\]|错误[!！]\s?(?:未找到引用源|未定义书签|超链接引用无效|文档中没有指定样式的文字)[。.]?"
    r"|Error! (?:Reference source not found|Bookmark not defined|Hyperlink reference not valid|No text of specified style in document)\.?"
    r"|\bHYPERLINK\s+[\\\"“”][^\n]{0,200}|\bPAGE(?:REF)?\s+(?:_Toc\d+\s*)?\\[*h]?\s*(?:MERGEFORMAT|Arabic)?"
    r"|\\\*\s*(?:MERGEFORMAT|CHARFORMAT)|\b(?:TOC|SEQ|REF)\s+\\?[\\*a-zA-Z_\"][^\n]{0,40}(?:MERGEFORMAT|\\h)|_(?:Toc|Ref|Hlk)[0-9]{5,12}|_GoBack\b"
    r"|&(?:nbsp|ldquo|rdquo|mdash|lt|gt|amp|middot);|<(?:/?(?:p|br|div|span|strong|font|td|tr)\b[^<>]{0,80})>"
    r"|\[(?:endif|if [^\]]{1,30})\]|\ufffd+",
    sign=r"[\[误A-Z\\_&<\ufffd]",
)

_NAVIGATION = Pattern(
    r"^\s*(?:"
    r"(?:您?当前)?(?:的)?位置\s*[：:].{0,60}"
    r"|首页\s*(?:[>＞»›/|-]\s*\S{1,20}\s*)+"
    r"|(?:【\s*)?(?:字号|字体)(?:\s*$|\s*[：:]?\s*[\[【]?\s*(?:加大|特大|[大中小])(?:[^、，。\u3400-\u9fff]|[大中小]|打印|关闭|收藏){0,14}|\s*[：:\[【].{0,14})"
    r"|(?:打印|下载|全屏|收藏|加大|还原|减小|关闭|关闭窗口|打印本页|关闭本页|返回顶部|返回首页|返回|分享|分享到|扫一扫[^“《，。]{0,16}|手机版|无障碍(?:浏览|阅读)?|微信|微博|】)"
    r"|[\[【]?\s*(?:打印(?:本页)?|关闭(?:窗口|本页)?|收藏)\s*[\]】]?(?:\s*[\[【|]?\s*(?:打印(?:本页)?|关闭(?:窗口|本页)?|收藏)\s*[\]】]?)+"
    r"|(?:[\[【]\s*(?:字[号体][^\[\]【】]{0,14}|打印(?:本页)?|关闭(?:窗口|本页)?|收藏(?:本页)?|返回(?:顶部|首页)?|我要纠错)\s*[\]】]\s*)+"
    r"|分享到\s*[：:][^。；]{0,40}|分享\s*[：:]"
    r"|(?:浏览|阅读|点击|访问)(?:次数|量|数)\s*[：:]?\s*[0-9]*\s*次?"
    r"|(?:上一篇|下一篇|上一条|下一条|相关(?:链接|阅读|文章|信息))\s*[：:]?.{0,60}"
    r"|(?:责任编辑|编辑|审核|信息来源|文章来源|来源|作者|发布(?:时间|日期|机构|单位)|时间|日期|索引号|主题分类|文号|公开(?:方式|日期)|发文日期|成文日期|有效性)\s*[：:].{0,60}"
    r"|版权所有(?!、).{0,60}|主办(?:单位)?\s*[：:].{0,40}|承办(?:单位)?\s*[：:].{0,40}|\S{0,6}ICP备\S{0,20}|网站(?:地图|标识码)(?!、).{0,30}"
    r")\s*$"
)
_METADATA = Pattern(
    r"^\s*(?:责任编辑|编辑|审核|信息来源|文章来源|来源|作者|发布(?:时间|日期|机构|单位)|时间|日期|索引号|主题分类|文号|公开(?:方式|日期)|发文日期|成文日期|有效性)\s*[：:]"
)
_OF_A_PAGE = Pattern(
    r"(?:浏览|阅读|点击|访问)(?:次数|量|数|率)?\s*[：:]\s*[0-9]+|字[号体]\s*[：:]?\s*[\[【(（]?\s*[大中小]\s*[|｜]?\s*[大中小]\s*[|｜]?\s*[大中小]"
)


# With whole words in it, a line says something, whatever it begins with.
_SENTENCE = Pattern(r"。|，(?=.{0,3}[\u3400-\u9fff])")
_TOOLS = Pattern(
    r"^\s*(?:(?:[\[【]\s*(?:字[号体][^\[\]【】]{0,14}|打印(?:本页)?|关闭(?:窗口|本页)?|收藏(?:本页)?|返回(?:顶部|首页)?|我要纠错)\s*[\]】]\s*)+"
    r"|首页\s*(?:[>＞»›]\s*\S{1,20}\s*)+"
    r"|分享到\s*[：:](?:\s*(?:微信|微博|新浪微博|朋友圈|腾讯微博|QQ空间|QQ好友|QQ|豆瓣|人人网))*"
    r"|打印本页|关闭本页|关闭窗口|返回顶部|返回首页)\s*$"
)
_PAGE_MARK = Pattern(r"^\s*[-—–－‐─]+\s*[0-9０-９]{1,3}\s*[-—–－‐─]+\s*$")


def is_surely_residue(text: str) -> bool:
    """Nobody writes such a line himself, wherever it stands."""
    return _TOOLS.match(text) is not None or _PAGE_MARK.match(text) is not None


def is_page_number(text: str) -> bool:
    return PAGE_NUMBER.match(text) is not None


def is_navigation(text: str) -> bool:
    return len(text) <= 90 and _NAVIGATION.match(text) is not None and not _SENTENCE.search(text)


def is_metadata(text: str) -> bool:
    """Lines that a web page puts under a title: where from, when."""
    return len(text) <= 90 and _METADATA.match(text) is not None


def shows_a_page(text: str) -> bool:
    """A counter or a button that only a web page has."""
    return _OF_A_PAGE.search(text) is not None
