/** In the order of Status in include/coracle/flow/status.hpp. */
export const statuses = ["idle", "pending", "streaming", "error", "cancelled"] as const;
