"""The command as a whole: help, exit codes, the style of errors."""

import subprocess
import sys

import pytest

from bot import cli
from bot.cli import COMMANDS, main
from bot.errors import Later, Never
from bot.postgres import PostgresError
from bot.settings import SettingsError


@pytest.mark.parametrize("argv", [["--help"], *([command.NAME, "--help"] for command in COMMANDS)])
def test_every_command_has_help(argv, capsys):
    with pytest.raises(SystemExit) as left:
        main(argv)
    assert left.value.code == 0
    assert "usage: statusproof" in capsys.readouterr().out


def test_the_help_lists_every_command_once(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines() if line.startswith("    ")]
    assert [name for name in listed if name != "COMMAND"] == [command.NAME for command in COMMANDS]


@pytest.mark.parametrize("argv", [[], ["nonsense"], ["claims"], ["serve", "--port", "many"]])
def test_wrong_usage_is_2_on_standard_error(argv, capsys):
    with pytest.raises(SystemExit) as left:
        main(argv)
    out, err = capsys.readouterr()
    assert left.value.code == 2
    assert out == ""
    assert "usage: statusproof" in err


def test_the_version(capsys):
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out.startswith("statusproof ")


@pytest.mark.parametrize(
    ("error", "lines"),
    [
        (
            SettingsError(("A is not set: set it", "B too")),
            ["statusproof: A is not set: set it", "statusproof: B too"],
        ),
        (PostgresError("no room on disk"), ["statusproof: no room on disk"]),
        (Never("the repository is gone"), ["statusproof: the repository is gone"]),
        (Later(60.0, "rate limit"), ["statusproof: rate limit"]),
        (ExceptionGroup("tasks", [PostgresError("no room on disk")]), ["statusproof: no room on disk"]),
    ],
)
def test_what_the_operator_can_mend_is_said_plainly(error, lines, capsys, monkeypatch):
    assert run_failing_with(error, monkeypatch) == 2
    assert capsys.readouterr().err.splitlines() == lines


@pytest.mark.parametrize("error", [KeyError("x\ny"), ExceptionGroup("two", [KeyError("x\ny"), OSError()])])
def test_a_fault_of_ours_says_so_on_one_line_without_a_traceback(error, capsys, monkeypatch):
    assert run_failing_with(error, monkeypatch) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("statusproof: this is a fault in Statusproof, please report it: KeyError: 'x\\ny'")


def test_a_fault_names_the_place(capsys, monkeypatch):
    monkeypatch.setattr(cli.claims, "run", lambda arguments: {}["missing"])
    assert main(["claims", "x"]) == 2
    assert " at test_main.py:" in capsys.readouterr().err


def test_ctrl_c_is_no_fault(capsys, monkeypatch):
    assert run_failing_with(KeyboardInterrupt(), monkeypatch) == 130
    assert capsys.readouterr().err == ""


def run_failing_with(error, monkeypatch):
    def fail(arguments):
        raise error

    monkeypatch.setattr(cli.claims, "run", fail)
    return main(["claims", "x"])


def test_a_reader_that_has_enough_is_no_fault(tmp_path):
    document = tmp_path / "STATUS.md"
    document.write_text("line\n" * 200_000)
    command = [sys.executable, "-m", "bot", "claims", str(document)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_serve_without_settings_names_every_variable(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "bot", "serve"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
        env={"PYTHONPATH": cli.__file__.partition("/bot/")[0]},
    )
    assert done.returncode == 2
    assert [line.split()[1] for line in done.stderr.splitlines()] == [
        "STATUSPROOF_APP_ID",
        "STATUSPROOF_PRIVATE_KEY",
        "STATUSPROOF_WEBHOOK_SECRET",
    ]
