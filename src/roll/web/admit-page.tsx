import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { parseDay } from '../../kernel/day.ts'
import type { GroupId } from '../../kernel/ids.ts'
import type { Answer } from '../../kernel/operation.ts'
import { cohortYearOf, compareYearGroups, type YearGroup, yearGroupFor, yearGroupName } from '../../law/school-age.ts'
import { PageLink, useGo } from '../../ui/address/page-link.tsx'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { dayText, useNow } from '../../ui/clock.tsx'
import { Answered } from '../../ui/components/answered.tsx'
import { ChoiceField } from '../../ui/components/fields.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { Section } from '../../ui/components/section.tsx'
import { type Fields, useFields } from '../../ui/components/use-fields.ts'
import { ProblemError } from '../../ui/problem.ts'
import { useAct, useOperation } from '../../ui/use-operation.ts'
import { admitPupil, getSchool, listGroups } from '../contract.ts'
import { addressFrom, NO_ADDRESS } from './address-fields.tsx'
import { ContactFields, type ContactValues, NEW_CONTACT, personFrom, SaveBar } from './contact-fields.tsx'
import { ParticularsFields, type ParticularsValues, particularsFrom } from './particulars-fields.tsx'
import styles from './roll.module.css'
import { yearGroupChoices } from './words.ts'

type AdmitValues = ParticularsValues & { readonly yearGroup: YearGroup | ''; readonly groupId: string }

const EMPTY: Omit<AdmitValues, 'startingDay'> = {
  ...NO_ADDRESS,
  legalForenames: '',
  legalSurname: '',
  preferredForename: '',
  preferredSurname: '',
  born: '',
  sex: '',
  upn: '',
  formerUpn: '',
  admissionNumber: '',
  boarder: false,
  lastSchool: '',
  yearGroup: '',
  groupId: '',
}

/** Enters a pupil in the admission register, with the first contacts. */
export function Page() {
  const schoolId = useSchoolId()
  const school = useOperation(getSchool, { params: { schoolId } })
  return (
    <>
      <PageHeader
        title="Admit a pupil"
        above={<PageLink there={{ to: '/pupils' }}>Pupils</PageLink>}
        lead="The name is entered from the starting day. Within five days the local authority must be told."
      />
      <Answered question={school}>{(of) => <AdmitForm school={of} />}</Answered>
    </>
  )
}

function AdmitForm({ school }: { readonly school: Answer<typeof getSchool> }) {
  const go = useGo()
  const today = dayText(useNow())
  const schoolId = school.id
  const act = useAct(admitPupil, {
    onDone: ({ id }) => go({ to: '/pupils/$pupilId/record', params: { pupilId: id } }),
  })
  const [initial] = useState<AdmitValues>({ ...EMPTY, startingDay: today })
  const fields = useFields(initial, act.error)
  const [contacts, setContacts] = useState<readonly { key: number; values: ContactValues }[]>([
    { key: 0, values: NEW_CONTACT },
  ])
  const update = (key: number) => (values: ContactValues) =>
    setContacts((all) => all.map((one) => (one.key === key ? { key, values } : one)))
  const save = ({ yearGroup, groupId, ...values }: AdmitValues) =>
    act.mutate({
      params: { schoolId },
      body: {
        ...particularsFrom(values),
        yearGroup: yearGroup as YearGroup,
        ...(groupId === '' ? {} : { groupId: groupId as GroupId }),
        ...(addressFrom(values) === undefined ? {} : { address: addressFrom(values) }),
        contacts: contacts.map((one) => personFrom(one.values)),
      },
    })
  return (
    <form className={styles.form} noValidate onSubmit={fields.submit(save)}>
      <ProblemAlert error={act.error} />
      <ParticularsFields fields={fields} boards={school.boards} />
      <PlacementFields school={school} fields={fields} />
      {contacts.map(({ key, values }, index) => (
        <ContactSection
          key={key}
          index={index}
          values={values}
          error={act.error}
          onChange={update(key)}
          onRemove={() => setContacts((all) => all.filter((one) => one.key !== key))}
        />
      ))}
      <Group>
        <Button
          variant="default"
          onClick={() =>
            setContacts((all) => [
              ...all,
              { key: 1 + (all.at(-1)?.key ?? 0), values: { ...NEW_CONTACT, livesWith: false } },
            ])
          }
        >
          Add another contact
        </Button>
      </Group>
      <SaveBar label="Admit the pupil" pending={act.isPending} />
    </form>
  )
}

function PlacementFields({
  school,
  fields,
}: {
  readonly school: Answer<typeof getSchool>
  readonly fields: Fields<AdmitValues>
}) {
  const groups = useOperation(listGroups, { params: { schoolId: school.id } })
  const { born, startingDay, yearGroup } = fields.values
  const [birthday, start] = [parseDay(born), parseDay(startingDay)]
  const usual = birthday && start && yearGroupFor(birthday, cohortYearOf(start))
  const hint = usual === undefined ? {} : { hint: `Children of this age are usually in ${yearGroupName(usual)}.` }
  const fitting = (groups.data?.groups ?? []).filter((one) => one.yearGroup === null || one.yearGroup === yearGroup)
  return (
    <fieldset className={styles.fieldset}>
      <legend>Where</legend>
      <div className={styles.pair}>
        <ChoiceField
          label="Year group"
          {...hint}
          choices={[{ value: '', label: 'Choose' }, ...yearGroupChoices(school.yearGroups.toSorted(compareYearGroups))]}
          {...fields.bind('yearGroup')}
        />
        <ChoiceField
          label="Registration group"
          optional
          choices={[
            { value: '', label: 'Not yet' },
            ...fitting.map((one) => ({ value: one.id as string, label: `${one.name} (${one.pupils})` })),
          ]}
          {...fields.bind('groupId')}
        />
      </div>
    </fieldset>
  )
}

function messageAt(problems: readonly { readonly path: string; readonly message: string }[], path: string) {
  const found = problems.find((problem) => problem.path === path)
  return found === undefined ? {} : { error: found.message }
}

/** One of several contacts of the form: its fields are named by their place, as the server names what is wrong with them. */
function ContactSection({
  index,
  values,
  error,
  onChange,
  onRemove,
}: {
  readonly index: number
  readonly values: ContactValues
  readonly error: unknown
  readonly onChange: (values: ContactValues) => void
  readonly onRemove: () => void
}) {
  const own = useFields(values)
  const problems = error instanceof ProblemError ? error.errors : []
  const fields = {
    ...own,
    values,
    change: (changed: Partial<ContactValues>) => onChange({ ...values, ...changed }),
    bind: <Name extends keyof ContactValues & string>(name: Name) => ({
      ...own.bind(name),
      id: `field-contacts-${index}-${name}`,
      name: `contacts.${index}.${name}`,
      value: values[name],
      onChange: (value: ContactValues[Name]) => onChange({ ...values, [name]: value }),
      ...messageAt(problems, `contacts.${index}.${name}`),
    }),
  }
  return (
    <Section
      title={`Contact ${index + 1}`}
      note={
        <Button size="xs" variant="default" onClick={onRemove}>
          Leave out
        </Button>
      }
    >
      <div className={styles.form}>
        <ContactFields fields={fields} />
      </div>
    </Section>
  )
}
