import type { Me } from '../../ui/me.tsx'

const KEY = 'firstbell-me'
const KEPT_FOR_MS = 12 * 60 * 60 * 1000

/**
 * Who was signed in last on this device, so that the frame stands at once, and a register can be taken when the network
 * is gone. It is only for showing pages: nothing is read or done without the server knowing the sign-in. Forgotten on
 * signing out and after half a day.
 */
export function keepMe(me: Me): void {
  try {
    if (me.signedIn) localStorage.setItem(KEY, JSON.stringify({ me, at: Date.now() }))
    else localStorage.removeItem(KEY)
  } catch {
    // Storage is switched off or full: the app then needs a network, and says so.
  }
}

export function keptMe(): Me | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? 'null') as { me: Me; at: number } | null
    if (kept === null || Date.now() - kept.at >= KEPT_FOR_MS) return undefined
    if (kept.me.now === undefined) return kept.me
    // The school's clock has gone on since; without this a page opened offline would live at the time of the last visit.
    if (kept.me.now === undefined) return kept.me
    return { ...kept.me, now: new Date(Date.parse(kept.me.now) + Date.now() - kept.at).toISOString() }
  } catch {
    return undefined
  }
}
