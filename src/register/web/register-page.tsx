import { IconDeviceMobile, IconHistory } from '@tabler/icons-react'
import { useEffect, useMemo, useState } from 'react'
import type { Code } from '../../law/codes.ts'
import { PageButton, PageLink } from '../../ui/address/page-link.tsx'
import { usePageParams } from '../../ui/address/use-address.ts'
import { dayText, longDayText, timeText, useNow } from '../../ui/clock.tsx'
import { EmptyState } from '../../ui/components/empty-state.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { StatusPill } from '../../ui/components/status-pill.tsx'
import { useMay, useMe } from '../../ui/me.tsx'
import { OfflineError } from '../../ui/problem.ts'
import { PageLoading } from '../../ui/shell/states.tsx'
import { useOperation } from '../../ui/use-operation.ts'
import { registerParams } from '../contract/shapes.ts'
import { openRegister, type Register } from '../contract.ts'
import { isWorthKeeping, withoutParticulars } from '../rules/screen/kept-register.ts'
import {
  forgetRegister,
  type KeptRegister,
  keepRegister,
  keptRegister,
  type RegisterAddress,
  registerKey,
  useUnsent,
} from './offline/kept-database.ts'
import { sendAlone } from './offline/send-unsent.ts'
import { UnsentList } from './offline/unsent-list.tsx'
import { RegisterScreen } from './take/register-screen.tsx'
import { WhyNot } from './take/why-not.tsx'

/** A group's register of one session. It opens from the device where there is no network. */
export function Page() {
  const address = usePageParams(registerParams)
  const personId = useMe().person?.id ?? ''
  const asked = useOperation(openRegister, { params: address }, { everySeconds: 30 })
  const kept = useKeptCopy({ address, personId, register: asked.data, offline: asked.error instanceof OfflineError })
  const register = asked.data ?? kept?.register
  const unsent = useUnsent(personId)
  const id = registerKey(address)
  const mine = useMemo(() => unsent.filter((one) => one.id === id), [unsent, id])
  const over = useMemo(
    () =>
      new Map(
        mine
          .flatMap(({ body, state }) => (state === 'waiting' ? body.marks : []))
          .map((mark) => [mark.pupilId as string, mark.code as Code]),
      ),
    [mine],
  )
  if (register === undefined) return <NoRegister asked={asked} offlineTried={kept === undefined} />
  const decide = mine.filter(({ state }) => state !== 'waiting')
  return (
    <>
      <PageHeader
        title={`${register.group.name}, ${register.half === 'AM' ? 'morning' : 'afternoon'}`}
        above={longDayText(`${register.day}T12:00:00Z`)}
        lead={
          <TakenLine register={register} kept={asked.data === undefined ? kept : undefined} unsent={mine.length > 0} />
        }
        actions={<Ways address={address} />}
      />
      {decide.length > 0 && (
        <UnsentList unsent={decide} onChanged={() => void sendAlone(personId).then(() => asked.refetch())} />
      )}
      {register.whyNot !== null && !register.mayTake && <WhyNot register={register} address={address} />}
      {register.lines.length === 0 ? (
        <EmptyState title="Nobody is in this group" because="No pupil on roll that day belongs to it." />
      ) : (
        <RegisterScreen
          key={id}
          address={address}
          register={register}
          over={over}
          waiting={mine.length > 0}
          personId={personId}
        />
      )}
    </>
  )
}

function NoRegister({
  asked,
  offlineTried,
}: {
  readonly asked: { readonly error: Error | null }
  readonly offlineTried: boolean
}) {
  if (asked.error === null) return <PageLoading />
  if (asked.error instanceof OfflineError && offlineTried)
    return (
      <>
        <PageHeader title="Register" />
        <EmptyState
          icon={IconDeviceMobile}
          title="This register is not kept on this device"
          because="There is no connection, and only today’s registers of your own groups, opened earlier on this device, can be taken without one. Take it on paper, and enter it when the connection is back."
        />
      </>
    )
  return (
    <>
      <PageHeader title="Register" />
      <ProblemAlert error={asked.error} />
    </>
  )
}

function TakenLine({
  register,
  kept,
  unsent,
}: {
  readonly register: Register
  readonly kept: KeptRegister | undefined
  readonly unsent: boolean
}) {
  const takenOn = register.takenAt === null ? '' : dayText(register.takenAt)
  const taken =
    register.takenBy === null || register.takenAt === null
      ? 'Nobody has taken it yet.'
      : `Saved by ${register.takenBy} at ${timeText(register.takenAt)}${takenOn === register.day ? '' : ` on ${longDayText(register.takenAt)}`}.`
  return (
    <>
      {kept === undefined ? taken : `As it was at ${timeText(kept.keptAt)}. `}
      {(kept !== undefined || unsent) && (
        <>
          {' '}
          <StatusPill tone="now">kept on this device</StatusPill>
        </>
      )}
    </>
  )
}

function Ways({ address }: { readonly address: RegisterAddress }) {
  const may = useMay()
  const today = dayText(useNow(60))
  const { groupId, day, half } = address as { groupId: string; day: string; half: 'AM' | 'PM' }
  const other = half === 'AM' ? 'PM' : 'AM'
  return (
    <>
      <PageLink there={{ to: '/register/$groupId/$day/$half', params: { groupId, day, half: other } }}>
        {other === 'AM' ? 'Morning' : 'Afternoon'}
      </PageLink>
      {may('register.certify') && day <= today && (
        <PageButton
          variant="default"
          leftSection={<IconHistory size={18} aria-hidden />}
          there={{ to: '/register/$groupId/$day/$half/as-it-stood', params: { groupId, day, half } }}
        >
          As it stood
        </PageButton>
      )}
    </>
  )
}

/** Keeps a copy of an open register on the device, and finds it again where the network is gone. */
function useKeptCopy(of: {
  readonly address: RegisterAddress
  readonly personId: string
  readonly register: Register | undefined
  readonly offline: boolean
}): KeptRegister | undefined {
  const { address, personId, register, offline } = of
  const id = registerKey(address)
  const now = useNow(60)
  const today = dayText(now)
  const at = now.toISOString()
  const [kept, setKept] = useState<KeptRegister>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: kept anew when the register changes, not each minute
  useEffect(() => {
    if (register === undefined) return
    // Once it is taken, an older copy would show a register as untaken that the school has.
    if (!isWorthKeeping(register, today)) return void forgetRegister(id).catch(() => undefined)
    void keepRegister({ id, personId, day: register.day, register: withoutParticulars(register), keptAt: at }).catch(
      () => undefined,
    )
  }, [register, id, personId])
  useEffect(() => {
    if (!offline) return
    void keptRegister(id, personId).then(setKept, () => setKept(undefined))
  }, [offline, id, personId])
  return kept
}
