import { Button } from '@mantine/core'
import { useState } from 'react'
import { shortDay } from '../../../kernel/day.ts'
import { schoolTime } from '../../../kernel/time-of-day.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useMay } from '../../../ui/me.tsx'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import { listSavedGroups, removeSavedGroup, schoolCohorts } from '../../contract.ts'
import { Explained } from '../asked/explained.tsx'
import type { AskedText } from '../asked/use-asked.ts'
import { momentInWords } from '../why/why-words.ts'
import styles from './cohorts.module.css'
import { SaveGroup } from './save-group.tsx'

/** The groups that somebody named, with who did, and a way to name another. */
export function SavedGroups({ asked }: { readonly asked: AskedText }) {
  const schoolId = useSchoolId()
  const mayKeep = useMay()('measures.record')
  const [saving, setSaving] = useState(false)
  const question = useOperation(listSavedGroups, { params: { schoolId } })
  const remove = useAct(removeSavedGroup, { refreshes: [listSavedGroups, schoolCohorts] })
  const groups = question.data?.groups ?? []
  return (
    <Section
      title="Saved groups"
      note={
        mayKeep && (
          <Button size="xs" variant="default" className="no-print" onClick={() => setSaving(true)}>
            Save a group
          </Button>
        )
      }
    >
      <ProblemAlert error={remove.error} />
      {groups.length === 0 ? (
        <p className={styles.lead}>
          None yet. Save the part of the school that you have chosen above, or pupils by name, and it stands in the
          table each time.
        </p>
      ) : (
        <ul className={styles.saved}>
          {groups.map(({ id, name, pupils, part, saved }) => (
            <li key={id}>
              <span>
                {name}
                <br />
                <span className={styles.quiet}>
                  {pupils === null ? (
                    part
                  ) : (
                    <Explained
                      of="saved-group-size"
                      what={`Pupils named in ${name}`}
                      look="words"
                      from={[
                        ['Named by', `${saved.name}, ${saved.position}`],
                        ['Saved', momentInWords(saved.at)],
                        [
                          'In the table',
                          'The row of this group counts those with a possible session in the days asked for; its numbers open the pupils.',
                        ],
                      ]}
                    >
                      {pupils === 1 ? '1 pupil' : `${pupils} pupils`}
                    </Explained>
                  )}
                  , saved by {saved.name}, {saved.position}, {shortDay(schoolTime(saved.at).day)}
                </span>
              </span>
              {mayKeep && (
                <Button
                  size="xs"
                  variant="subtle"
                  className="no-print"
                  loading={remove.isPending && remove.variables?.params?.savedGroupId === id}
                  onClick={() => remove.mutate({ params: { schoolId, savedGroupId: id } })}
                >
                  Take away<span className="visually-hidden"> {name}</span>
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <SaveGroup asked={asked} opened={saving} onClose={() => setSaving(false)} />
    </Section>
  )
}
