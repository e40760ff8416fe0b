# Sourced by scripts, which stand in the folder of the project by then: where --help is asked, the lines at the head of
# the script are printed, and nothing is done.
for argument in "$@"; do
  if [[ $argument == --help || $argument == -h ]]; then
    sed -n '2,/^[^#]/s/^# \{0,1\}//p' "scripts/${0##*/}"
    exit 0
  fi
done
