import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../../kernel/operation.ts'
import { compareYearGroups, YEAR_GROUPS, yearGroupName } from '../../../law/school-age.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { CheckField, ChoiceField, LongTextField, TextField } from '../../../ui/components/fields.tsx'
import { KeyValues } from '../../../ui/components/key-values.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { useMay } from '../../../ui/me.tsx'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import { addressLine, changeSchool, getSchool } from '../../contract.ts'
import { SaveBar } from '../contact-fields.tsx'
import styles from '../roll.module.css'
import { choicesOf, PHASE_NAMES, TYPE_NAMES } from '../words.ts'

type SchoolSeen = Answer<typeof getSchool>

/** What the school is: its numbers, type, year groups and address. */
export function Page() {
  const schoolId = useSchoolId()
  const may = useMay()
  const school = useOperation(getSchool, { params: { schoolId } })
  const [editing, setEditing] = useState(false)
  return (
    <Answered question={school}>
      {(seen) => (
        <>
          <PageHeader
            title={seen.name}
            actions={
              may('school.administer') &&
              !editing && (
                <Button variant="default" onClick={() => setEditing(true)}>
                  Change
                </Button>
              )
            }
          />
          {editing ? (
            <SchoolForm key={seen.version} school={seen} onDone={() => setEditing(false)} />
          ) : (
            <SchoolFacts school={seen} />
          )}
        </>
      )}
    </Answered>
  )
}

function SchoolFacts({ school }: { readonly school: SchoolSeen }) {
  return (
    <Section title="Particulars" card>
      <KeyValues
        of={[
          ['URN', school.urn],
          ['LAESTAB', school.laestab],
          ['Short name', school.shortName],
          ['Phase', PHASE_NAMES[school.phase]],
          ['Type', TYPE_NAMES[school.type]],
          ['Year groups', school.yearGroups.toSorted(compareYearGroups).map(yearGroupName).join(', ')],
          ['Boards pupils', school.boards ? 'Yes' : 'No'],
          ['Trust', school.trust ?? 'None'],
          ['Local authority', school.authority ?? 'Not recorded'],
          ['Address', addressLine(school.address)],
          ['Telephone', school.telephone === '' ? 'Not recorded' : school.telephone],
        ]}
      />
    </Section>
  )
}

function SchoolForm({ school, onDone }: { readonly school: SchoolSeen; readonly onDone: () => void }) {
  const act = useAct(changeSchool, { onDone })
  const [initial] = useState(() => ({
    ...school,
    ...school.address,
    lines: school.address.lines.join('\n'),
    reason: '',
  }))
  const [yearGroups, setYearGroups] = useState(school.yearGroups)
  const fields = useFields(initial, act.error)
  const save = (values: typeof fields.values) =>
    act.mutate({
      params: { schoolId: school.id },
      body: {
        urn: values.urn,
        laestab: values.laestab,
        name: values.name,
        shortName: values.shortName,
        phase: values.phase,
        type: values.type,
        telephone: values.telephone,
        boards: values.boards,
        stated: school.stated,
        yearGroups,
        address: {
          lines: values.lines.split('\n').filter((line) => line !== ''),
          town: values.town,
          postcode: values.postcode,
        },
        version: school.version,
        reason: values.reason,
      },
    })
  return (
    <form className={styles.form} noValidate onSubmit={fields.submit(save)}>
      <ProblemAlert error={act.error} />
      <div className={styles.pair}>
        <TextField label="Name" {...fields.bind('name')} />
        <TextField label="Short name" hint="As the header shows it" {...fields.bind('shortName')} />
        <TextField label="URN" hint="Six digits" width={8} {...fields.bind('urn')} />
        <TextField label="LAESTAB" hint="881/4000" width={10} {...fields.bind('laestab')} />
        <ChoiceField label="Phase" choices={choicesOf(PHASE_NAMES)} {...fields.bind('phase')} />
        <ChoiceField label="Type" choices={choicesOf(TYPE_NAMES)} {...fields.bind('type')} />
        <TextField type="tel" label="Telephone" optional {...fields.bind('telephone')} />
      </div>
      <fieldset className={styles.fieldset}>
        <legend>Year groups</legend>
        <div className={styles.tags}>
          {YEAR_GROUPS.map((one) => (
            <CheckField
              key={one}
              label={yearGroupName(one)}
              id={`year-${one}`}
              name={`year-${one}`}
              value={yearGroups.includes(one)}
              onChange={(on) => setYearGroups(on ? [...yearGroups, one] : yearGroups.filter((other) => other !== one))}
            />
          ))}
        </div>
      </fieldset>
      <LongTextField label="Street" rows={1} {...fields.bind('lines')} />
      <div className={styles.pair}>
        <TextField label="Town" {...fields.bind('town')} />
        <TextField label="Postcode" width={10} {...fields.bind('postcode')} />
      </div>
      <CheckField label="Boards pupils" {...fields.bind('boards')} />
      <LongTextField label="Reason" hint="Kept with the record." {...fields.bind('reason')} />
      <SaveBar label="Save the particulars" pending={act.isPending} />
    </form>
  )
}
