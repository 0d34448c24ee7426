"""`python -m drafting`, where there is no `fazhi` to call: in a folder that somebody carries around."""

from drafting.cli import main

main()
