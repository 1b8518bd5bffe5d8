import { IconDeviceMobileCheck } from '@tabler/icons-react'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { longDayText, timeText } from '../../../ui/clock.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useMay } from '../../../ui/me.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { type HandedRegister, listHanded } from '../../contract.ts'
import styles from './handed.module.css'
import { registerName, takenWords } from './handed-words.ts'

/** Registers that were taken without a connection and came too late: the office enters them. Nothing where none waits. */
export function HandedQueue() {
  return useMay()('register.amend') ? <Queue /> : null
}

function Queue() {
  const schoolId = useSchoolId()
  const { data, error } = useOperation(listHanded, { params: { schoolId } }, { everySeconds: 30 })
  const waiting = data?.registers.filter(({ state }) => state === 'waiting') ?? []
  if (data === undefined && error !== null) return <ProblemAlert error={error} />
  if (waiting.length === 0) return null
  return (
    <Section
      title="Taken without a connection, received too late"
      note={waiting.length === 1 ? '1 waits for you' : `${waiting.length} wait for you`}
    >
      <ul className={styles.queue}>
        {waiting.map((handed) => (
          <li key={handed.id} className={styles.waiting}>
            <IconDeviceMobileCheck size={20} aria-hidden />
            <div>
              <PageLink there={{ to: '/handed-registers/$handedId', params: { handedId: handed.id } }}>
                {registerName(handed)}
              </PageLink>
              <div className={styles.quiet}>{words(handed)}</div>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function words(handed: HandedRegister): string {
  const { by, marks, receivedAt } = handed
  const count = marks === 1 ? '1 mark' : `${marks} marks`
  return `${count}, taken by ${by.name} ${takenWords(handed)}; received at ${timeText(receivedAt)} on ${longDayText(receivedAt)}`
}
