"""All rules, in the order of their codes. A new rule is one file and one line here."""

from drafting.rules.base import Rule
from drafting.rules.dates.anachronism import anachronism
from drafting.rules.dates.date_notation import date_notation
from drafting.rules.dates.impossible_date import impossible_date
from drafting.rules.dates.past_deadline import past_deadline
from drafting.rules.dates.year_mismatch import year_mismatch
from drafting.rules.declared import named
from drafting.rules.figures.all_but_not_all import all_but_not_all
from drafting.rules.figures.approximation import approximation
from drafting.rules.figures.breakdown_sum import breakdown_sum
from drafting.rules.figures.conflicting_figures import conflicting_figures
from drafting.rules.figures.figure_notation import figure_notation
from drafting.rules.figures.growth_mismatch import growth_mismatch
from drafting.rules.figures.impossible_rate import impossible_rate
from drafting.rules.figures.part_exceeds_whole import part_exceeds_whole
from drafting.rules.figures.rate_mismatch import rate_mismatch
from drafting.rules.figures.remainder import remainder
from drafting.rules.laws.citation_form import citation_form
from drafting.rules.laws.no_such_title import no_such_title
from drafting.rules.laws.not_yet_in_force import not_yet_in_force
from drafting.rules.laws.repealed import repealed
from drafting.rules.layout.blank_lines import blank_lines
from drafting.rules.layout.coloured_text import coloured_text
from drafting.rules.layout.indented_addressee import indented_addressee
from drafting.rules.layout.no_page_number import no_page_number
from drafting.rules.layout.page_number_form import page_number_form
from drafting.rules.layout.page_number_side import page_number_side
from drafting.rules.layout.sign_off_at_left import sign_off_at_left
from drafting.rules.layout.stray_bold import stray_bold
from drafting.rules.layout.title_off_centre import title_off_centre
from drafting.rules.layout.wrong_face import wrong_face
from drafting.rules.layout.wrong_indent import wrong_indent
from drafting.rules.layout.wrong_line_length import wrong_line_length
from drafting.rules.layout.wrong_line_spacing import wrong_line_spacing
from drafting.rules.layout.wrong_margins import wrong_margins
from drafting.rules.layout.wrong_paper import wrong_paper
from drafting.rules.layout.wrong_size import wrong_size
from drafting.rules.numbering.inline_sequence import inline_sequence
from drafting.rules.numbering.level_skipped import level_skipped
from drafting.rules.numbering.numeral_punctuation import numeral_punctuation
from drafting.rules.numbering.numeral_sequence import numeral_sequence
from drafting.rules.numbering.numeral_space import numeral_space
from drafting.rules.numbering.numeral_style import numeral_style
from drafting.rules.numbering.unnumbered_heading import unnumbered_heading
from drafting.rules.privacy.id_number import id_number
from drafting.rules.privacy.phone import phone
from drafting.rules.privacy.secrecy_mark import secrecy_mark
from drafting.rules.punctuation.day_name_dot import day_name_dot
from drafting.rules.punctuation.doubled import doubled
from drafting.rules.punctuation.half_width import half_width
from drafting.rules.punctuation.heading_stop import heading_stop
from drafting.rules.punctuation.needless_comma import needless_comma
from drafting.rules.punctuation.straight_quotes import straight_quotes
from drafting.rules.punctuation.stray_space import stray_space
from drafting.rules.punctuation.unpaired import unpaired
from drafting.rules.residue.author_property import author_property
from drafting.rules.residue.conversion_residue import conversion_residue
from drafting.rules.residue.hidden_content import hidden_content
from drafting.rules.residue.pending_revisions import pending_revisions
from drafting.rules.residue.placeholder import placeholder
from drafting.rules.structure.empty_part import empty_part
from drafting.rules.structure.leaders_named import leaders_named
from drafting.rules.structure.merged_parts import merged_parts
from drafting.rules.structure.missing_part import missing_part
from drafting.rules.structure.no_causes import no_causes
from drafting.rules.structure.no_sign_off import no_sign_off
from drafting.rules.structure.other_document import other_document
from drafting.rules.structure.part_order import part_order
from drafting.rules.structure.repeated_paragraph import repeated_paragraph
from drafting.rules.structure.title_elements import title_elements
from drafting.rules.structure.unclear_heading import unclear_heading
from drafting.rules.wording.wording import wording
from drafting.rules.years.copied_paragraph import copied_paragraph
from drafting.rules.years.last_year_mismatch import last_year_mismatch
from drafting.rules.years.repeated_shortcoming import repeated_shortcoming
from drafting.rules.years.unanswered_plan import unanswered_plan

ALL: tuple[Rule, ...] = (
    missing_part, part_order, merged_parts, unclear_heading, empty_part, no_causes, title_elements, no_sign_off,
    leaders_named, repeated_paragraph, other_document,
    numeral_style, numeral_sequence, unnumbered_heading, numeral_punctuation, numeral_space, level_skipped,
    inline_sequence,
    rate_mismatch, breakdown_sum, part_exceeds_whole, conflicting_figures, impossible_rate, approximation,
    growth_mismatch, figure_notation, all_but_not_all, remainder,
    year_mismatch, impossible_date, past_deadline, date_notation, anachronism,
    repealed, no_such_title, citation_form, not_yet_in_force,
    half_width, unpaired, stray_space, doubled, needless_comma, straight_quotes, heading_stop, day_name_dot,
    wrong_paper, wrong_margins, wrong_line_spacing, wrong_line_length, wrong_face, wrong_size, stray_bold, coloured_text,
    wrong_indent, title_off_centre, indented_addressee, sign_off_at_left,
    no_page_number, page_number_form, page_number_side, blank_lines,
    placeholder, pending_revisions, conversion_residue, hidden_content, author_property,
    id_number, phone, secrecy_mark,
    wording,
    copied_paragraph, unanswered_plan, last_year_mismatch, repeated_shortcoming,
)  # fmt: skip

FAMILIES = {
    "STR": "结构",
    "NUM": "序号",
    "FIG": "数据",
    "DAT": "年份日期",
    "LAW": "法规",
    "PUN": "标点",
    "LAY": "版式",
    "RES": "残留",
    "PRI": "隐私保密",
    "WRD": "用语",
    "YOY": "跨年",
}


def by_code(code: str) -> Rule | None:
    return named(ALL, code)


def known_names() -> frozenset[str]:
    """Codes and families, as --select takes them."""
    return frozenset(rule.code for rule in ALL) | frozenset(FAMILIES)
