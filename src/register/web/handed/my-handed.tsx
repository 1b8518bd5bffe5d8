import { Group, Text } from '@mantine/core'
import { Section } from '../../../ui/components/section.tsx'
import { StatusPill } from '../../../ui/components/status-pill.tsx'
import { useMySchool } from '../../../ui/me.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { listHanded } from '../../contract.ts'
import styles from '../offline/unsent-list.module.css'
import { HANDED_LOOK, outcomeWords, registerName, takenWords } from './handed-words.ts'

/** The caller's own registers that came too late to be saved, and what the office did with each. */
export function MyHanded() {
  const school = useMySchool()
  if (school === undefined || school.may['register.take'] !== 'own') return null
  return <Mine schoolId={school.id} />
}

function Mine({ schoolId }: { readonly schoolId: NonNullable<ReturnType<typeof useMySchool>>['id'] }) {
  const { data } = useOperation(listHanded, { params: { schoolId } })
  if (data === undefined || data.registers.length === 0) return null
  return (
    <Section title="Handed to the office">
      <ul className={styles.list}>
        {data.registers.map((handed) => (
          <li key={handed.id} className={styles.entry}>
            <Group justify="space-between" gap="xs">
              <b>{registerName(handed)}</b>
              <StatusPill tone={HANDED_LOOK[handed.state].tone}>{HANDED_LOOK[handed.state].word}</StatusPill>
            </Group>
            <Text size="sm" c="dimmed">
              {handed.marks === 1 ? '1 mark' : `${handed.marks} marks`}, taken {takenWords(handed)}
            </Text>
            <Text mt={4}>{outcomeWords(handed)}</Text>
          </li>
        ))}
      </ul>
    </Section>
  )
}
