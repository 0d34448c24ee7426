"""Pages as the makers of government sites build them, around a text of one's own."""

from collections.abc import Callable, Sequence
from html import escape

_MENU = (
    "<ul class='nav'>"
    + "".join(
        f"<li><a href='/{word}'>{word}</a></li>" for word in ["首页", "走进云岭", "政务公开", "政务服务", "互动交流"]
    )
    + "</ul>"
)
_FOOT = (
    "<p>主办单位：云岭县人民政府办公室　承办单位：云岭县政务服务中心</p>"
    "<p>网站标识码：5300000001　滇ICP备00000001号　滇公网安备 53000000000001号</p>"
    "<p>建议使用1024*768分辨率、IE9.0以上浏览器，未经授权禁止转载。</p>"
    "<p><a href='/m'>网站地图</a>|<a href='/c'>联系我们</a></p>"
)


def editor(title: str, lines: Sequence[str]) -> bytes:
    """A frame of named divs, the text in an editor's own."""
    text = "".join(f'<p style="text-indent:2em">　　{escape(line)}</p>\n' for line in lines)
    page = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "x"><html><head>
<meta http-equiv="Content-Type" content="text/html; charset=UTF-8"><title>{title}_云岭县人民政府</title>
<meta name="SiteName" content="云岭县人民政府"><meta name="ArticleTitle" content="{title}">
<meta name="PubDate" content="2025-01-20 10:00"><script>var a = "<p>不是正文。</p>";</script></head><body>
<div class="header"><h1 class="logo"><a href="/">云岭县人民政府</a></h1>{_MENU}<div>今天是2025年1月20日，欢迎您访问云岭县人民政府网站！</div></div>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/zw">政务公开</a> &gt; <a href="/fz">年度报告</a></div>
<div class="main"><div class="xl-title"><h2>{title}</h2></div><div class="xl-info"><span>发布时间：2025-01-20 10:00</span>
<span>来源：本站</span><span>浏览次数：<em>35</em>次</span>
<span>字号：[<a href="javascript:s(1)">大</a> <a href="javascript:s(2)">中</a> <a href="javascript:s(3)">小</a>]</span></div>
<div class="view"><div class="TRS_Editor">{text}</div></div>
<div class="tools"><a href="javascript:p()">【打印本页】</a><a href="javascript:c()">【关闭窗口】</a></div>
<div class="share">分享到：<a href="#">微信</a><a href="#">微博</a></div><p>扫一扫在手机打开当前页</p>
<div><h3>相关信息</h3><ul><li><a href="1.html">白石镇2024年法治政府建设年度报告</a><span>2025-01-18</span></li></ul></div></div>
<div class="footer">{_FOOT}</div></body></html>"""
    return page.encode()


def tables(title: str, lines: Sequence[str]) -> bytes:
    """Tables in tables, ends of tags left out, line breaks for paragraphs, and the old encoding."""
    text = "<br/>\n".join("&nbsp;&nbsp;&nbsp; " + escape(line) for line in lines)
    page = f"""<html><head><meta charset="gb2312"><title>云岭县人民政府 年度报告 {title}</title></head><body bgcolor=#ffffff>
<table width=1000 align=center><tr><td>{_MENU}<tr><td><table width="100%"><tr><td width=200 valign=top>
<table><tr><td><a href=1>机构概况</a><tr><td><a href=2>领导之窗</a><tr><td><a href=3>政策文件</a></table><td>
<table width=100%><tr><td colspan=2>您现在的位置：<a href=/>首页</a>&nbsp;>&nbsp;<a href=/x>年度报告</a></table>
<table width=100%><tr><td align=center class=title>{title}<tr><td align=center>发布日期：2025-01-20&nbsp;&nbsp;信息来源：本站&nbsp;&nbsp;浏览次数：
<script src=a.jsp></script>&nbsp;&nbsp;字体：【<a href=#>大</a> <a href=#>中</a> <a href=#>小</a>】
<tr><td class=bt_content><div id="zoom"><meta name="ContentStart">{text}<meta name="ContentEnd"></div>
<tr><td align=right>【<a href="javascript:print()">打印本页</a>】【<a href="javascript:close()">关闭窗口</a>】</table>
</table><tr><td align=center>{_FOOT}</table></body></html>"""
    return page.encode("gb18030")


def portal(title: str, lines: Sequence[str]) -> bytes:
    """The elements of HTML 5, a card of particulars, other news beside the text, and something hidden."""
    text = "".join(
        f'<p style="text-indent: 2em;"><span style="font-family: 仿宋_GB2312, FangSong_GB2312; font-size: 21px;">{escape(line)}</span></p>'
        for line in lines
    )
    particulars = (
        ("索 引 号：", "11530000MB0001/2025-00012", "主题分类：", "法治政府"),
        ("发布机构：", "青禾乡人民政府", "发布日期：", "2025-01-20"),
        ("名　　称：", title, "文　　号：", "无"),
    )
    card = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in particulars)
    page = f"""<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="ArticleTitle" content="{title}">
<title>{title} - 青禾乡 - 云岭县人民政府门户网站</title></head><body><header><nav>{_MENU}</nav></header><div class="container">
<ol class="breadcrumb"><li><a href="/">首页</a></li><li><a href="/gk">信息公开</a></li><li class="active">正文</li></ol>
<table class="xxgk">{card}</table><article><h1>{title}</h1><div><span class="date">2025-01-20 09:30</span><span>来源：本站</span>
<span>【字体：<a href="#">大</a>&nbsp;<a href="#">中</a>&nbsp;<a href="#">小</a>】</span><span>打印</span></div>
<div id="UCAP-CONTENT"><ucapcontent>{text}</ucapcontent></div></article><aside><h4>热点新闻</h4><ul>
<li><a href="1">全县工作会议召开</a><p>1月10日，云岭县召开工作会议，总结去年工作，部署今年任务。<a href="1">[详细]</a></p></li>
<li><a href="2">云岭县开展慰问活动，送去新春祝福和党的关怀</a></li></ul></aside>
<div style="display:none">这里是隐藏的内容，不显示。</div></div><footer>{_FOOT}</footer></body></html>"""
    return page.encode()


def _wrapped(line: str) -> str:
    """Broken between Chinese characters, where no browser of today shows a blank."""
    place = next((at for at in range(9, len(line)) if "\u4e00" <= line[at - 1] <= "\u9fff"), len(line))
    return f"{escape(line[:place])}\n{escape(line[place:])}"


def word(title: str, lines: Sequence[str]) -> bytes:
    """What Word saves as a page: no site around it, and its source broken within sentences."""
    text = "".join(
        "<p class=MsoNormal style='text-indent:32.0pt;mso-char-indent-count:2.0'><span\nstyle='font-size:16.0pt;font-family:仿宋_GB2312'>"
        f"{_wrapped(line)}<span lang=EN-US><o:p></o:p></span></span></p>\n\n"
        for line in lines
    )
    page = f"""<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta http-equiv=Content-Type content="text/html; charset=gb2312"><meta name=Generator content="Microsoft Word 15">
<title>青禾乡</title><!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {{margin:0cm;}} --></style></head><body lang=ZH-CN><div class=WordSection1>
{text}</div></body></html>"""
    return page.encode("gb18030")


def plain(title: str, lines: Sequence[str]) -> bytes:
    """Everything beside everything, and no end tags."""
    text = "".join(f"<p>{escape(line)}" for line in lines)
    page = (
        f"<html><head><meta charset=utf-8><title>{title}</title><body><div><a href=/>首页</a> | <a href=/a>政务公开</a> | "
        f"<a href=/b>联系我们</a></div><h1>{title}</h1><p>2025-01-20 来源：本站</p>{text}<p><a href=1>上一篇：某某</a>"
        "<p>下一篇：没有了<p>责任编辑：编辑部<div>云岭县人民政府主办 滇ICP备1号</div>"
    )
    return page.encode()


SITES: dict[str, Callable[[str, Sequence[str]], bytes]] = {
    "editor": editor,
    "tables": tables,
    "portal": portal,
    "word": word,
    "plain": plain,
}
