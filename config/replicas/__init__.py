"""Reading pages from PostgreSQL's streaming replicas, where DATABASE_REPLICA_URLS names some.

A page (GET, HEAD) is read from one replica from beginning to end. Everything else is read from the primary: what is
written or locked, what is in a transaction, sessions and their members, the cache with its limits, commands, background
work, and SQL through `connection`. So a sign-out, a suspension and a new password count at once, everywhere.

Whoever wrote sees it at once: their browser carries the position in the log that was reached then, and a replica
answers them only when it has replayed that far. What others see of it is late by the replication: milliseconds as a
rule, DATABASE_REPLICA_LAG_SECONDS (and the few until that is noticed) at most, since a replica behind that is left out.
This is true of likes and reviews, and also of removals, blocks and changes of audience: for so long, a page may still
show somebody what they may not see any more. With `synchronous_commit = remote_apply` on the primary nothing is late.
While the primary does not answer at all, replicas do, as nobody can write. A member's other browsers are others here.
"""
