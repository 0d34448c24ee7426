"""Names of the places that links go to; several reports in one page share none."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Anchors:
    report: str = "r1"

    def mark(self, number: int) -> str:
        """Behind the words that a finding lies on."""
        return f"{self.report}-m{number}"

    def note(self, number: int) -> str:
        return f"{self.report}-n{number}"

    def row(self, number: int) -> str:
        """In the table of findings."""
        return f"{self.report}-f{number}"

    def block(self, index: int) -> str:
        return f"{self.report}-b{index}"

    def part(self, name: str) -> str:
        return f"{self.report}-{name}"
