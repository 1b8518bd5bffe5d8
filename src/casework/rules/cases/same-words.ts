/**
 * Whether what is sent says nothing else than what was kept: every field that was sent is kept as it was sent. What was kept beside it (a name, an
 * id, a default) was added here.
 */
export function saysTheSame(sent: unknown, kept: unknown): boolean {
  if (Array.isArray(sent))
    return Array.isArray(kept) && kept.length === sent.length && sent.every((one, at) => saysTheSame(one, kept[at]))
  if (!isRecord(sent)) return sent === kept
  return isRecord(kept) && Object.entries(sent).every(([name, of]) => of === undefined || saysTheSame(of, kept[name]))
}

function isRecord(of: unknown): of is Readonly<Record<string, unknown>> {
  return typeof of === 'object' && of !== null && !Array.isArray(of)
}
