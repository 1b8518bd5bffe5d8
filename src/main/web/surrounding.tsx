import { IconClock } from '@tabler/icons-react'
import { Navigate, useLocation } from '@tanstack/react-router'
import { type ReactNode, Suspense, useEffect, useState } from 'react'
import { signOut, whoAmI } from '../../identity/contract.ts'
import { RegisterOutbox, SignOutGuard } from '../../register/web/index.ts'
import { ClockProvider, longDayText, timeText, useNow } from '../../ui/clock.tsx'
import { MeProvider, NOBODY } from '../../ui/me.tsx'
import { PageTitles } from '../../ui/page-title.tsx'
import { OfflineError } from '../../ui/problem.ts'
import { Frame } from '../../ui/shell/frame.tsx'
import { Notice } from '../../ui/shell/notices.tsx'
import { PageBroken, PageLoading } from '../../ui/shell/states.tsx'
import { useAct, useOperation } from '../../ui/use-operation.ts'
import { keepMe, keptMe } from './kept-me.ts'
import { screens } from './screens.ts'

const SIGN_IN = '/sign-in'

/** Finds out who is here, and puts the frame around the page or the sign-in page in its place. */
export function Surrounding({ open, children }: { readonly open: boolean; readonly children: ReactNode }) {
  const asked = useOperation(whoAmI, {}, { everySeconds: 300 })
  const leave = useAct(signOut, { onDone: () => keepMe(NOBODY) })
  const [leaving, setLeaving] = useState(false)
  const location = useLocation()
  useEffect(() => {
    if (asked.data !== undefined) keepMe(asked.data)
  }, [asked.data])
  const [kept] = useState(keptMe)
  const mayUseKept = asked.isPending || asked.error instanceof OfflineError
  const me = asked.data ?? (mayUseKept ? kept : undefined)
  if (open)
    return (
      <MeProvider me={me ?? NOBODY}>
        <PageTitles suffix="Firstbell">{children}</PageTitles>
      </MeProvider>
    )
  if (me === undefined) return <Waiting error={asked.error} />
  if (!me.signedIn && location.pathname !== SIGN_IN)
    return <Navigate to={SIGN_IN} search={{ next: location.href }} replace />
  return (
    <MeProvider me={me}>
      <ClockProvider now={me.now}>
        <PageTitles suffix="Firstbell">
          <Frame
            screens={screens}
            onSignOut={() => setLeaving(true)}
            notices={
              <>
                {me.demo && <DemoClock />}
                <Suspense>
                  <RegisterOutbox />
                </Suspense>
              </>
            }
          >
            {children}
          </Frame>
          {leaving && (
            <Suspense>
              <SignOutGuard
                onStay={() => setLeaving(false)}
                onGo={() => {
                  setLeaving(false)
                  leave.mutate({})
                }}
              />
            </Suspense>
          )}
        </PageTitles>
      </ClockProvider>
    </MeProvider>
  )
}

function Waiting({ error }: { readonly error: Error | null }) {
  return <main style={{ padding: '2rem' }}>{error === null ? <PageLoading /> : <PageBroken error={error} />}</main>
}

function DemoClock() {
  const now = useNow()
  return (
    <Notice icon={<IconClock size={18} aria-hidden />}>
      <strong>Demonstration.</strong> Nobody here is real. The school’s clock says {timeText(now)} on {longDayText(now)}
      .
    </Notice>
  )
}
