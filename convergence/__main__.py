from convergence.cli import app

app(prog_name="python -m convergence")
