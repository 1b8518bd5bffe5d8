import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { useMay } from '../../ui/me.tsx'
import { useAct } from '../../ui/use-operation.ts'
import { type ShownMessage, settleMessages } from '../contract.ts'
import styles from './messaging.module.css'

/** What did not arrive goes another way: a person sends it, or it is printed as a letter. */
export function AnotherWay({ message }: { readonly message: ShownMessage }) {
  const schoolId = useSchoolId()
  const may = useMay()('messages.send')
  const move = useAct(settleMessages, {
    onDone: ({ settled }) =>
      notifications.show({
        message: settled === 0 ? 'It was moved already.' : 'It waits under “Send by hand and print”.',
      }),
  })
  if (!may) return null
  const to = (outcome: 'by-hand' | 'letter') =>
    move.mutate({ params: { schoolId }, body: { messageIds: [message.id], outcome } })
  const aloud = <span className="visually-hidden"> to {message.contactName}</span>
  return (
    <>
      <ProblemAlert error={move.error} />
      <div className={`${styles.foot} no-print`}>
        <Button size="xs" variant="default" disabled={move.isPending} onClick={() => to('by-hand')}>
          Send by hand{aloud}
        </Button>
        <Button size="xs" variant="default" disabled={move.isPending} onClick={() => to('letter')}>
          Send as a letter{aloud}
        </Button>
      </div>
    </>
  )
}
