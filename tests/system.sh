#!/bin/sh
# Makes sure that the programs the tests use are there: installs them as root on Debian, else names them.
missing=""
have() { command -v "$1" >/dev/null 2>&1; }
for package in "$@"; do
  case "$package" in
    chromium) have chromium || missing="$missing $package" ;;
    chromium-driver) have chromedriver || missing="$missing $package" ;;
    default-jre-headless) have java || missing="$missing $package" ;;
    poppler-utils) have pdftotext || missing="$missing $package" ;;
    strace) have strace || missing="$missing $package" ;;
    qpdf) have qpdf || missing="$missing $package" ;;
  esac
done
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && have apt-get; then
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
else
  echo "These programs are missing, and the tests that use them are skipped:$missing" >&2
fi
