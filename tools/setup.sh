# shellcheck shell=bash
# What ./ais and ./test need before they can run. Sourced by them with `root` set; every message goes to stderr.

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
export DOTNET_GENERATE_ASPNET_CERTIFICATE=false DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=true DOTNET_CLI_UI_LANGUAGE=en
export MSBUILDDISABLENODEREUSE=1 # no build process stays behind
readonly missing_dependency=5

say() { printf 'ais: %s\n' "$*" >&2; }
die() {
    local code=$1
    shift
    say "$*"
    exit "$code"
}

# Only one set-up at a time in this checkout; the lock ends with the process that holds it.
lock_setup() {
    mkdir -p "$root/artifacts"
    exec 9>"$root/artifacts/.lock"
    if command -v flock >/dev/null && ! flock -n 9; then
        say "waiting for another set-up of this folder to end"
        flock 9
    fi
}

unlock_setup() { exec 9>&-; }

# Runs a command with its output kept in a log, which is shown only when it fails.
quietly() {
    local log=$root/artifacts/$1.log
    shift
    if ! "$@" >"$log" 2>&1 </dev/null 9>&-; then
        tail -n 60 "$log" >&2
        die 1 "this failed: $* (whole log: $log)"
    fi
}

find_dotnet() {
    local folder
    for folder in "$(dirname "$(command -v dotnet || echo /)")" "${DOTNET_ROOT:-/}" "${HOME:-/}/.dotnet" /usr/share/dotnet /usr/lib/dotnet /usr/local/share/dotnet; do
        # global.json says which SDK is needed; dotnet judges by it.
        if [ -x "$folder/dotnet" ] && (cd "$root" && "$folder/dotnet" --version) >/dev/null 2>&1; then
            DOTNET_ROOT=$(dirname "$(readlink -f "$folder/dotnet")")
            export DOTNET_ROOT PATH="$folder:$PATH"
            return
        fi
    done
    die $missing_dependency ".NET SDK 10.0.400 or newer (of 10.0) is needed and was not found. Get it from https://dotnet.microsoft.com/download/dotnet/10.0" \
        "or by 'curl -fsSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0' (goes to ~/.dotnet, where this script looks too)"
}

find_node() {
    local major
    major=$(node --version 2>/dev/null | sed -n 's/^v\([0-9]*\).*/\1/p')
    if [ "${major:-0}" -lt 20 ] || ! command -v npm >/dev/null; then
        die $missing_dependency "Node.js 20 or newer with npm is needed to build the web page; found: ${major:+version $major}${major:-none}." \
            "Get it from https://nodejs.org/en/download or by your system's package manager"
    fi
}

# The command that installs a package here, for those who may and those who must ask.
package_command() {
    if command -v apt-get >/dev/null; then
        echo "apt-get -o DPkg::Lock::Timeout=500 install -y --no-install-recommends $1"
    elif command -v dnf >/dev/null; then
        echo "dnf install -y ${1/#ffmpeg/ffmpeg-free}"
    elif command -v apk >/dev/null; then
        echo "apk add --no-progress $1"
    elif command -v pacman >/dev/null; then
        echo "pacman -S --noconfirm --needed $1"
    elif command -v brew >/dev/null; then
        echo "brew install $1"
    fi
}

# Installs a system package where this user is root and a package manager is there. $1: the program, $2: its package.
install_package() {
    local program=$1 command
    command=$(package_command "$2")
    if [ "$(id -u)" != 0 ] || [ -z "$command" ] || [ "${command%% *}" = brew ]; then
        return 1
    fi
    say "installing $program ($command)"
    {
        if [ "${command%% *}" = apt-get ]; then
            DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=500 update
        fi
        # shellcheck disable=SC2086 # words on purpose
        DEBIAN_FRONTEND=noninteractive $command
    } >"$root/artifacts/install-$program.log" 2>&1 </dev/null 9>&- || tail -n 5 "$root/artifacts/install-$program.log" >&2
    command -v "$program" >/dev/null
}

find_ffmpeg() {
    if [ -n "${AIS_FFMPEG:-}" ]; then
        local program=$AIS_FFMPEG
        [ -d "$program" ] && program=$program/ffmpeg
        [ -x "$program" ] && [ ! -d "$program" ] && return
        die $missing_dependency "AIS_FFMPEG is '$AIS_FFMPEG', but no ffmpeg is there. Set it to the program or its folder, or unset it"
    fi
    command -v ffmpeg >/dev/null && return
    install_package ffmpeg ffmpeg && return
    local command
    command=$(package_command ffmpeg)
    case $command in
        '') die $missing_dependency "FFmpeg is needed and was not found. Get it from https://ffmpeg.org/download.html and set AIS_FFMPEG to its path" ;;
        brew*) ;;
        *) [ "$(id -u)" = 0 ] || command="sudo $command" ;;
    esac
    die $missing_dependency "FFmpeg is needed and was not found. Install it by: $command (or set AIS_FFMPEG to its path)"
}

# ONNX Runtime, which runs the networks: the library for this platform out of its Node.js package. Everything but labels works without.
onnxruntime_version=1.30.0
fetch_onnxruntime() {
    [ -f "$root/native/SHA256SUMS" ] && [ -z "${AIS_ONNXRUNTIME:-}" ] || return 0
    local file expected platform
    case $(uname -sm) in
        'Linux x86_64') platform=linux/x64 ;;
        'Linux aarch64') platform=linux/arm64 ;;
        'Darwin arm64') platform=darwin/arm64 ;;
        *)
            say "no ONNX Runtime is published for $(uname -sm): sounds get no labels, unless AIS_ONNXRUNTIME names a library"
            return 0
            ;;
    esac
    file=$(sed -n "s|^[0-9a-f]*  $platform/||p" "$root/native/SHA256SUMS")
    expected=$(sed -n "s|  $platform/.*||p" "$root/native/SHA256SUMS")
    local target=$root/artifacts/native/onnxruntime-$onnxruntime_version
    [ -f "$target/$file" ] && return 0
    find_node
    say "fetching ONNX Runtime $onnxruntime_version (a package of 100 MB, of which 46 MB are kept)"
    local work=$root/artifacts/native/fetch
    rm -rf "$work"
    mkdir -p "$work"
    cp "$root/native/package.json" "$root/native/package-lock.json" "$work/"
    if ! npm --prefix "$work" ci --ignore-scripts --no-audit --no-fund >"$root/artifacts/onnxruntime.log" 2>&1 </dev/null 9>&-; then
        say "ONNX Runtime could not be fetched ($root/artifacts/onnxruntime.log says why): sounds get no labels until ./ais can fetch it"
        rm -rf "$work"
        return 0
    fi
    local library=$work/node_modules/onnxruntime-node/bin/napi-v6/$platform/$file actual
    actual=$({ sha256sum "$library" 2>/dev/null || shasum -a 256 "$library"; } | cut -d ' ' -f 1)
    if [ "$actual" != "$expected" ]; then
        rm -rf "$work"
        die 1 "the ONNX Runtime that was fetched has the hash $actual, not $expected: it is not used. Run this again; report it if that stays"
    fi
    mkdir -p "$target"
    mv "$library" "$target/$file"
    rm -rf "$work"
}

basic_pitch_version=1.0.1
vad_web_version=0.0.31

# The network that hears notes: two files out of a package of 2 MB. Its own dependencies, which run it in Node.js, are not needed.
fetch_basic_pitch() {
    [ -f "$root/native/SHA256SUMS" ] && [ -z "${AIS_BASIC_PITCH:-}" ] || return 0
    local target=$root/artifacts/native/basic-pitch-$basic_pitch_version
    [ -f "$target/complete" ] && return 0
    find_node
    say "fetching basic-pitch $basic_pitch_version, the network that hears notes (1 MB is kept)"
    local work=$root/artifacts/native/fetch
    rm -rf "$work"
    mkdir -p "$work"
    if ! (cd "$work" && npm pack --silent "@spotify/basic-pitch@$basic_pitch_version" && tar -xzf ./*.tgz package/LICENSE package/model/model.json package/model/group1-shard1of1.bin) \
        >"$root/artifacts/basic-pitch.log" 2>&1 </dev/null 9>&-; then
        say "basic-pitch could not be fetched ($root/artifacts/basic-pitch.log says why): no notes are written down until ./ais can fetch it"
        rm -rf "$work"
        return 0
    fi
    local file expected actual
    while read -r expected file; do
        case $file in basic-pitch/*) ;; *) continue ;; esac
        file=$work/package/model/${file#basic-pitch/}
        actual=$({ sha256sum "$file" 2>/dev/null || shasum -a 256 "$file"; } | cut -d ' ' -f 1)
        if [ "$actual" != "$expected" ]; then
            rm -rf "$work"
            die 1 "the ${file##*/} of basic-pitch that was fetched has the hash $actual, not $expected: it is not used. Run this again; report it if that stays"
        fi
    done <"$root/native/SHA256SUMS"
    rm -rf "$target"
    mv "$work/package/model" "$target"
    mv "$work/package/LICENSE" "$target/"
    : >"$target/complete"
    rm -rf "$work"
}

# The network that hears voices: one file out of the package that brings it to browsers.
fetch_silero() {
    [ -f "$root/native/SHA256SUMS" ] && [ -z "${AIS_SILERO:-}" ] || return 0
    local target=$root/artifacts/native/silero-vad-5
    [ -f "$target/complete" ] && return 0
    find_node
    say "fetching Silero VAD 5, the network that hears voices (2 MB are kept)"
    local work=$root/artifacts/native/fetch
    rm -rf "$work"
    mkdir -p "$work"
    if ! (cd "$work" && npm pack --silent "@ricky0123/vad-web@$vad_web_version" && tar -xzf ./*.tgz package/dist/silero_vad_v5.onnx) \
        >"$root/artifacts/silero-vad.log" 2>&1 </dev/null 9>&-; then
        say "Silero VAD could not be fetched ($root/artifacts/silero-vad.log says why): 'analyze --voices' goes without it until ./ais can fetch it"
        rm -rf "$work"
        return 0
    fi
    local expected actual file=$work/package/dist/silero_vad_v5.onnx
    expected=$(grep ' silero-vad/silero_vad_v5.onnx$' "$root/native/SHA256SUMS" | cut -d ' ' -f 1)
    actual=$({ sha256sum "$file" 2>/dev/null || shasum -a 256 "$file"; } | cut -d ' ' -f 1)
    if [ "$actual" != "$expected" ]; then
        rm -rf "$work"
        die 1 "the silero_vad_v5.onnx that was fetched has the hash $actual, not $expected: it is not used. Run this again; report it if that stays"
    fi
    rm -rf "$target"
    mv "$work/package/dist" "$target"
    : >"$target/complete"
    rm -rf "$work"
}

# A browser is wished for by some tests, not needed.
find_browser() {
    command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null && return
    install_package chromium chromium || say "no Chromium here: the tests that drive a browser will be skipped"
}

# The web page, when its folder is there: packages by the lock file, without install scripts.
build_web() {
    [ -f "$root/web/package-lock.json" ] || return 0
    find_node
    local lock="$root/web/package-lock.json" installed="$root/web/node_modules/.package-lock.json"
    if [ ! -f "$installed" ] || [ "$lock" -nt "$installed" ]; then
        say "fetching the packages of the web page"
        quietly npm-ci npm --prefix "$root/web" ci --ignore-scripts --no-audit --no-fund
    fi
    # A build that is newer than every file and folder it is made from still holds.
    local built=$root/web/dist/index.html
    if [ -f "$built" ] && [ -z "$(find "$root/web" \( -name node_modules -o -name dist \) -prune -o -newer "$built" -print)" ]; then
        return 0
    fi
    say "building the web page"
    quietly npm-build npm --prefix "$root/web" run build
}
