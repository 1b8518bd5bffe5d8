import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { ConfirmWithReason } from '../../ui/components/confirm-with-reason.tsx'
import { Section } from '../../ui/components/section.tsx'
import { useMay } from '../../ui/me.tsx'
import { newKey } from '../../ui/new-key.ts'
import { useAct } from '../../ui/use-operation.ts'
import { noteLeave, sessionInWords, withdrawLeave } from '../contract.ts'
import type { ReadLeave } from './leave-words.tsx'
import { SettleDialog } from './settle-dialog.tsx'

type Doing = 'question' | 'answer' | 'withdraw' | 'settle'

/** What else can be done about a request: ask the family, enter their answer, withdraw it, settle absence beyond it. */
export function LeaveActs({ answer }: { readonly answer: ReadLeave }) {
  const { request, beyond, maySettle } = answer
  const schoolId = useSchoolId()
  const may = useMay()
  const mayAsk = may('leave.ask')
  const mayTakeBack = may('register.plan') || may('leave.decide')
  const [doing, setDoing] = useState<Doing>()
  const [key, setKey] = useState(newKey)
  const params = { schoolId, requestId: request.id }
  const onDone = () => {
    setDoing(undefined)
    setKey(newKey())
  }
  const note = useAct(noteLeave, { onDone })
  const withdraw = useAct(withdrawLeave, { onDone })
  const open = request.state === 'waiting' || request.state === 'waiting for the family'
  const dialog = {
    opened: doing !== undefined,
    onClose: () => setDoing(undefined),
  }
  if (!mayAsk) return null
  return (
    <>
      {beyond.length > 0 && (
        <Section title="Absent without leave">
          <p>Asked for and not granted, and absent all the same: {beyond.map(sessionInWords).join(', ')}.</p>
          {beyond.some(({ waits }) => waits) && <p>A report of the family about it waits. Settle that first.</p>}
          {maySettle && beyond.some(({ waits }) => !waits) && (
            <Button onClick={() => setDoing('settle')}>Recode as G</Button>
          )}
        </Section>
      )}
      <Group mt="md">
        {open && (
          <Button variant="default" onClick={() => setDoing(request.state === 'waiting' ? 'question' : 'answer')}>
            {request.state === 'waiting' ? 'Ask the family something' : 'Enter the family’s answer'}
          </Button>
        )}
        {(open || (request.state === 'granted' && mayTakeBack)) && (
          <Button variant="default" onClick={() => setDoing('withdraw')}>
            The family withdraws it
          </Button>
        )}
      </Group>
      {(doing === 'question' || doing === 'answer') && (
        <ConfirmWithReason
          {...dialog}
          title={doing === 'question' ? 'Ask the family' : 'The family’s answer'}
          confirmLabel={doing === 'question' ? 'Keep the question' : 'Keep the answer'}
          pending={note.isPending}
          error={note.error}
          onConfirm={(text) =>
            note.mutate({ params, body: { kind: doing === 'question' ? 'questioned' : 'answered', text } })
          }
        />
      )}
      {doing === 'withdraw' && (
        <ConfirmWithReason
          {...dialog}
          title="Withdraw this request"
          confirmLabel="Withdraw it"
          pending={withdraw.isPending}
          error={withdraw.error}
          onConfirm={(reason) => withdraw.mutate({ params, body: { key, reason } })}
        >
          {request.state === 'granted' && <p>What it set ahead in the registers becomes what it was.</p>}
        </ConfirmWithReason>
      )}
      {doing === 'settle' && <SettleDialog answer={answer} onClose={() => setDoing(undefined)} />}
    </>
  )
}
