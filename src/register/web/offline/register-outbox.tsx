import { Button } from '@mantine/core'
import { IconDeviceMobile } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { SchoolId } from '../../../kernel/ids.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { call, onReached } from '../../../ui/call.ts'
import { dayText, useNow } from '../../../ui/clock.tsx'
import { useMe, useMySchool } from '../../../ui/me.tsx'
import { Notice } from '../../../ui/shell/notices.tsx'
import { myRegisters, openRegister } from '../../contract.ts'
import { isWorthKeeping, withoutParticulars } from '../../rules/screen/kept-register.ts'
import { keepTrying, type Trying } from './keep-trying.ts'
import { forgetOthers, forgetRegister, keepRegister, registerKey, useUnsent } from './kept-database.ts'
import { sendAlone } from './send-unsent.ts'

const KEEP_AGAIN_MS = 600_000

/**
 * Lives as long as somebody is signed in: sends what waits on the device (at the start, when the network or the person comes
 * back, when anything else reaches the server, and every few seconds by itself), keeps today's own registers for a network that
 * fails, and says what has not been sent.
 */
export function RegisterOutbox() {
  const personId = useMe().person?.id
  const unsent = useUnsent(personId)
  const waiting = unsent.filter(({ state }) => state === 'waiting').length
  const sendNow = useSending(personId, waiting > 0)
  useKeeping(personId)
  const decide = unsent.length - waiting
  const school = useMySchool()
  return (
    <div role="status">
      {unsent.length > 0 && (
        <Notice icon={<IconDeviceMobile size={18} aria-hidden />}>
          <strong>
            {unsent.length === 1 ? '1 register is' : `${unsent.length} registers are`} kept on this device
          </strong>
          {decide > 0
            ? ` and ${decide === 1 ? 'one needs' : `${decide} need`} your decision. `
            : ' and will be sent when the connection is back, which is tried every few seconds. '}
          {waiting > 0 && <SendNow onSend={sendNow} />}
          {school !== undefined && <PageLink there={{ to: '/kept-registers' }}>Show</PageLink>}
        </Notice>
      )}
    </div>
  )
}

/** Gone as soon as it has worked: nothing waits any more. */
function SendNow({ onSend }: { readonly onSend: () => Promise<void> }) {
  const [state, setState] = useState<'ready' | 'trying' | 'failed'>('ready')
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        mr="xs"
        aria-busy={state === 'trying'}
        onClick={() => {
          setState('trying')
          void onSend().then(() => setState('failed'))
        }}
      >
        Send now
      </Button>
      {state === 'failed' && 'No answer from the server yet. '}
    </>
  )
}

function useSending(personId: string | undefined, waiting: boolean): () => Promise<void> {
  const client = useQueryClient()
  const trying = useRef<Trying>(undefined)
  useEffect(() => {
    if (!waiting || personId === undefined) return
    const own = keepTrying(async () => {
      const { sent, handed } = await sendAlone(personId)
      if (sent.length + handed.length > 0) await client.invalidateQueries()
    })
    trying.current = own
    const now = () => void own.now()
    const seen = () => {
      if (document.visibilityState === 'visible') now()
    }
    window.addEventListener('online', now)
    window.addEventListener('focus', now)
    document.addEventListener('visibilitychange', seen)
    const forget = onReached(own.soon)
    return () => {
      own.stop()
      forget()
      window.removeEventListener('online', now)
      window.removeEventListener('focus', now)
      document.removeEventListener('visibilitychange', seen)
    }
  }, [personId, client, waiting])
  return useCallback(async () => trying.current?.now(), [])
}

/** Keeps today's registers of the caller's own groups, names and codes alone, until they have been taken. */
function useKeeping(personId: string | undefined) {
  const school = useMySchool()
  const now = useNow(60)
  const today = dayText(now)
  const nowText = useRef('')
  nowText.current = now.toISOString()
  const schoolId = school?.id
  const ownOnly = school?.may['register.take'] === 'own'
  useEffect(() => {
    if (personId === undefined || schoolId === undefined || !ownOnly) return
    const keep = () => void keepToday({ schoolId, personId, today, at: nowText.current }).catch(() => undefined)
    const first = setTimeout(keep, 3000)
    const timer = setInterval(keep, KEEP_AGAIN_MS)
    return () => {
      clearTimeout(first)
      clearInterval(timer)
    }
  }, [personId, schoolId, today, ownOnly])
}

async function keepToday(of: { schoolId: string; personId: string; today: string; at: string }): Promise<void> {
  await forgetOthers(of.today, of.personId)
  if (!navigator.onLine) return
  const { registers } = await call(myRegisters, { params: { schoolId: of.schoolId as SchoolId } })
  for (const { groupId, day, half, state } of registers) {
    const address = { schoolId: of.schoolId as SchoolId, groupId, day, half }
    const id = registerKey(address)
    if (!isWorthKeeping({ state, day }, of.today)) {
      await forgetRegister(id)
      continue
    }
    const register = withoutParticulars(await call(openRegister, { params: address }))
    await keepRegister({ id, personId: of.personId, day, register, keptAt: of.at })
  }
}
