import { IconRun } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { SchoolId } from '../../../kernel/ids.ts'
import { whoIsHere } from '../../../register/contract.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { call } from '../../../ui/call.ts'
import { dayText, useNow } from '../../../ui/clock.tsx'
import { useMe, useMySchool } from '../../../ui/me.tsx'
import { Notice } from '../../../ui/shell/notices.tsx'
import { keepRoll, useUnsentTicks } from './kept-roll.ts'
import { sendTicks } from './send-ticks.ts'

const TRY_MS = 8000
const FIRST_MS = 5000
const KEEP_AGAIN_MS = 300_000

/**
 * Lives as long as somebody is signed in who may count at the assembly point. Keeps who is on site every five minutes, for an
 * alarm that takes the network with it, and sends what was ticked meanwhile.
 */
export function SiteOutbox() {
  const personId = useMe().person?.id
  const school = useMySchool()
  const may = school?.may['site.count'] !== undefined
  useKeeping({ personId, schoolId: may ? (school.id as SchoolId) : undefined })
  const unsent = useUnsentTicks(personId).length
  useSending(personId, unsent > 0)
  const stuck = useStuck(unsent > 0)
  if (unsent === 0 || !stuck) return null
  return (
    <div role="status">
      <Notice icon={<IconRun size={18} aria-hidden />}>
        <strong>{unsent === 1 ? '1 tick' : `${unsent} ticks`} of the roll call</strong> on this device alone. They are
        sent when the connection is back. {may && <PageLink there={{ to: '/on-site' }}>Show</PageLink>}
      </Notice>
    </div>
  )
}

/** A tick that is on its way needs no notice: only one that has waited a while. */
function useStuck(waiting: boolean): boolean {
  const [stuck, setStuck] = useState(false)
  useEffect(() => {
    if (!waiting) {
      setStuck(false)
      return
    }
    const timer = setTimeout(() => setStuck(true), FIRST_MS)
    return () => clearTimeout(timer)
  }, [waiting])
  return stuck
}

function useSending(personId: string | undefined, waiting: boolean) {
  const client = useQueryClient()
  const now = useRef(new Date(0))
  now.current = useNow(5)
  useEffect(() => {
    if (!waiting || personId === undefined) return
    const send = () => void sendTicks(client, { personId, now: now.current }).catch(() => undefined)
    send()
    const timer = setInterval(send, TRY_MS)
    window.addEventListener('online', send)
    window.addEventListener('focus', send)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', send)
      window.removeEventListener('focus', send)
    }
  }, [client, personId, waiting])
}

function useKeeping({ personId, schoolId }: { personId: string | undefined; schoolId: SchoolId | undefined }) {
  const today = dayText(useNow(60))
  useEffect(() => {
    if (personId === undefined || schoolId === undefined) return
    const keep = async () => {
      if (!navigator.onLine || document.visibilityState !== 'visible') return
      const here = await call(whoIsHere, { params: { schoolId } })
      await keepRoll({ schoolId, personId, day: today, here })
    }
    const keepQuietly = () => void keep().catch(() => undefined)
    const first = setTimeout(keepQuietly, FIRST_MS)
    const timer = setInterval(keepQuietly, KEEP_AGAIN_MS)
    return () => {
      clearTimeout(first)
      clearInterval(timer)
    }
  }, [personId, schoolId, today])
}
