# Runs PostgreSQL for as long as somebody uses it.
# Arguments: pg_ctl, the data directory, the lock file of the users, how many seconds to linger, and
# then the command line of the server.
#
# Every user holds the lock shared. When nobody does, the server is stopped while the lock is held
# alone, so that the next user waits for the end and then starts it again. A user that was killed
# thereby leaves no server behind. Without `flock` the server stays, and the next user takes it over.
pg_ctl=$1 data=$2 lock=$3 linger=$4
shift 4
"$@" &
server=$!
if command -v flock >/dev/null 2>&1; then
    while flock -x "$lock" true; do
        sleep "$linger"
        flock -x -n "$lock" "$pg_ctl" stop -D "$data" -m fast -s -w -t 60 && break
    done &
    watcher=$!
fi
wait "$server"
status=$?
[ -z "$watcher" ] || kill "$watcher" 2>/dev/null
exit "$status"
