"""The server for programs: read-only routes beside the pages. What they give comes from analysis and reports; see docs/programs.md."""
