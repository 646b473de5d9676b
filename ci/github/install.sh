#!/usr/bin/env bash
# A step of action.yml: bubblewrap, and the pack's own packages.
set -euo pipefail

pack=${GRADUS_PACK:-$GITHUB_ACTION_PATH/../..}
if [ ! -f "$pack/dist/graders/cli/main.js" ]; then
  echo "::error title=Gradus::There is no unpacked pack in $pack: name its folder with the input \`pack\`."
  exit 1
fi

sudo=()
[ "$(id -u)" = 0 ] || sudo=(sudo)
if [ -z "${GRADUS_SANDBOX_KIND:-}" ] || [ "$GRADUS_SANDBOX_KIND" = bwrap ]; then
  if ! command -v bwrap > /dev/null; then
    "${sudo[@]}" apt-get update -qq
    "${sudo[@]}" apt-get install -y -qq --no-install-recommends bubblewrap
  fi
  # Ubuntu 24.04 keeps programs without an AppArmor profile from making user namespaces, bubblewrap too.
  if [ "$(sysctl -n kernel.apparmor_restrict_unprivileged_userns 2> /dev/null || echo 0)" = 1 ]; then
    "${sudo[@]}" sysctl -q -w kernel.apparmor_restrict_unprivileged_userns=0
  fi
fi

cd "$pack"
npm ci --ignore-scripts --no-audit --no-fund
node scripts/setup.mjs --for=grade
