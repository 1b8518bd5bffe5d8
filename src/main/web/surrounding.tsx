import { IconClock } from '@tabler/icons-react'
import { Navigate, useLocation } from '@tanstack/react-router'
import { Activity, type ReactNode, Suspense, useEffect, useState } from 'react'
import { PupilReports } from '../../absence/web/index.ts'
import { MoreCaseSections, PupilCase, PupilMarkers, PupilPassport, ScreenWithChild } from '../../casework/web/index.ts'
import { PupilDuties } from '../../duties/web/index.ts'
import { FormalSteps, PupilThreshold } from '../../enforcement/web/index.ts'
import { moveDemoClock, signOut, whoAmI } from '../../identity/contract.ts'
import { PupilAllKept } from '../../interchange/web/index.ts'
import { day } from '../../kernel/day.ts'
import { type Moment, momentAt, parseTimeOfDay } from '../../kernel/time-of-day.ts'
import { PupilRunway } from '../../measures/web/index.ts'
import { PupilMessages } from '../../messaging/web/index.ts'
import { FAMILY, FAMILY_SIGN_IN, FamilyAccess, isFamily } from '../../parents/web/index.ts'
import {
  type BesideMarks,
  BesideMarksProvider,
  type BesideName,
  BesideNameProvider,
  RegisterOutbox,
  SignOutGuard,
} from '../../register/web/index.ts'
import { PupilReturns } from '../../returns/web/index.ts'
import { forgetOnSite, SiteOutbox } from '../../site/web/index.ts'
import { ClockProvider, dayText, longDayText, timeText, useNow } from '../../ui/clock.tsx'
import { type Me, MeProvider, NOBODY, useMe } from '../../ui/me.tsx'
import { PageTitles } from '../../ui/page-title.tsx'
import { OfflineError } from '../../ui/problem.ts'
import { Frame } from '../../ui/shell/frame.tsx'
import { Notice } from '../../ui/shell/notices.tsx'
import { PageBroken, PageLoading } from '../../ui/shell/states.tsx'
import { useAct, useOperation } from '../../ui/use-operation.ts'
import { takeColleaguesRegisters } from '../contract.ts'
import { keepMe, keptMe } from './kept-me.ts'
import { screens } from './screens.ts'
import { useScreen } from './use-screen.ts'
import styles from './with-child.module.css'

const SIGN_IN = '/sign-in'

/** Where somebody belongs who is here as a parent alone, whatever page they opened. */
function familyPlace(path: string): string | undefined {
  if (path === FAMILY || path.startsWith(`${FAMILY}/`)) return undefined
  return path === '/account' ? `${FAMILY}/settings` : FAMILY
}

/** What a pupil’s page shows beside the marks, from slices that the register does not know. */
const BESIDE_MARKS: readonly BesideMarks[] = [
  PupilDuties,
  PupilCase,
  PupilPassport,
  PupilThreshold,
  PupilReports,
  PupilRunway,
  PupilMessages,
  PupilReturns,
  FamilyAccess,
  PupilAllKept,
]

/** What a case’s page shows from slices that cases do not know. */
const MORE_OF_A_CASE = [{ id: 'formal-steps', title: 'Formal steps', Section: FormalSteps }]

/** What a register shows beside a name. */
const BESIDE_NAME: readonly BesideName[] = [PupilMarkers]

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
  const screen = useScreen(asked, me)
  if (open)
    return (
      <MeProvider me={me ?? NOBODY}>
        <PageTitles suffix="Firstbell">{children}</PageTitles>
      </MeProvider>
    )
  if (me === undefined) return <Waiting error={asked.error} />
  const isFamilyPage = location.pathname === FAMILY || location.pathname.startsWith(`${FAMILY}/`)
  if (!me.signedIn && isFamilyPage) return <Navigate to={FAMILY_SIGN_IN} replace />
  if (!me.signedIn && location.pathname !== SIGN_IN)
    return <Navigate to={SIGN_IN} search={{ next: location.href }} replace />
  const { isElsewhere, whole } = screen
  if (isElsewhere && whole === undefined) return <WithChild me={me} />
  // Under the plain page the one that was here stays as it is, with whatever is half typed in it.
  const shown = isElsewhere && whole !== undefined ? whole : me
  const family = shown.handed === undefined && isFamily(shown)
  const elsewhere = family ? familyPlace(location.pathname) : undefined
  if (elsewhere !== undefined) return <Navigate to={elsewhere} replace />
  return (
    <>
      {isElsewhere && <WithChild me={me} />}
      <Activity mode={isElsewhere ? 'hidden' : 'visible'}>
        <MeProvider me={family ? { ...shown, schools: [] } : shown}>
          <ClockProvider now={shown.now}>
            <PageTitles suffix="Firstbell">
              <Frame
                screens={screens}
                onSignOut={() => setLeaving(true)}
                bare={screen.handed !== undefined}
                notices={
                  <>
                    {shown.demo && <DemoClock />}
                    {!family && (
                      <Suspense>
                        <RegisterOutbox />
                        <SiteOutbox />
                      </Suspense>
                    )}
                  </>
                }
              >
                <BesideMarksProvider value={BESIDE_MARKS}>
                  <BesideNameProvider value={BESIDE_NAME}>
                    <MoreCaseSections value={MORE_OF_A_CASE}>{children}</MoreCaseSections>
                  </BesideNameProvider>
                </BesideMarksProvider>
              </Frame>
              {leaving && (
                <Suspense>
                  <SignOutGuard
                    onStay={() => setLeaving(false)}
                    onGo={() => {
                      setLeaving(false)
                      void forgetOnSite().catch(() => undefined)
                      leave.mutate({})
                    }}
                  />
                </Suspense>
              )}
            </PageTitles>
          </ClockProvider>
        </MeProvider>
      </Activity>
    </>
  )
}

/** The one page of a tab that a child must not see, while the screen is with the child. */
function WithChild({ me }: { readonly me: Me }) {
  return (
    <MeProvider me={me}>
      <PageTitles suffix="Firstbell">
        <main className={styles.page}>
          <Suspense fallback={<PageLoading />}>
            <ScreenWithChild />
          </Suspense>
        </main>
      </PageTitles>
    </MeProvider>
  )
}

function Waiting({ error }: { readonly error: Error | null }) {
  return <main style={{ padding: '2rem' }}>{error === null ? <PageLoading /> : <PageBroken error={error} />}</main>
}

/** The moments of a school day that a presenter wants: registers open, closed, afternoon, end. */
const MOMENTS = ['08:35', '08:40', '09:05', '09:20', '09:50', '13:05', '14:10', '15:35']

/** Moves the clock after the made-up colleagues of the school on screen have taken the registers of the time between. */
function DemoClock() {
  const now = useNow()
  const { schools } = useMe()
  const path = useLocation({ select: ({ pathname }) => pathname })
  const here = schools.find(({ id }) => path.includes(id)) ?? schools[0]
  // The whole page is asked for anew: every answer on it belongs to the moment that was.
  const move = useAct(moveDemoClock, { onDone: () => window.location.reload() })
  const meanwhile = useAct(takeColleaguesRegisters, { refreshes: [] })
  const moveTo = async (moment: Moment) => {
    // Past registers cannot be taken again, so a colleague who could not is no reason to keep the clock.
    if (here !== undefined && Date.parse(moment) > now.getTime())
      await meanwhile.mutateAsync({ params: { schoolId: here.id }, body: { until: moment } }).catch(() => undefined)
    move.mutate({ body: { moment } })
  }
  const working = meanwhile.isPending || move.isPending
  return (
    <Notice icon={<IconClock size={18} aria-hidden />}>
      <strong>Demonstration.</strong> Nobody here is real. The school’s clock says {timeText(now)} on {longDayText(now)}
      .{' '}
      <select
        aria-label="Move the school’s clock"
        value=""
        disabled={working}
        onChange={(event) => {
          const time = parseTimeOfDay(event.currentTarget.value)
          if (time !== undefined) void moveTo(momentAt(day(dayText(now)), time))
        }}
      >
        <option value="">{working ? 'Colleagues take their registers …' : 'Move it to …'}</option>
        {MOMENTS.map((time) => (
          <option key={time}>{time}</option>
        ))}
      </select>
    </Notice>
  )
}
