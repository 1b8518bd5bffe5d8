import { Button, Checkbox, Group, NativeSelect, Radio, Stack } from '@mantine/core'
import { useId } from 'react'
import { YEAR_GROUPS, type YearGroup, yearGroupName } from '../../law/school-age.ts'
import styles from './interchange.module.css'
import type { QuestionProps } from './question-props.ts'
import { counted } from './words.ts'

type Grade = QuestionProps<'grades'>['question']['grades'][number]

export function GradesField({ question, answers, change }: QuestionProps<'grades'>) {
  const chosen = answers.grades ?? {}
  // A grade of a file may have spaces in it, which would make two ids of one.
  const id = useId()
  const all = (pick: (grade: Grade) => YearGroup | null) =>
    change({ grades: Object.fromEntries(question.grades.map((grade) => [grade.grade, pick(grade)])) })
  return (
    <section className={styles.question}>
      <h2>Which year group is each grade?</h2>
      <p>English year groups and American grades have the same numbers and are a year apart: Grade 9 is Year 10.</p>
      <Group gap="xs" mb="md">
        <Button variant="default" size="xs" onClick={() => all(({ same }) => same)}>
          They are year groups: 9 is Year 9
        </Button>
        <Button variant="default" size="xs" onClick={() => all(({ american }) => american)}>
          They are American grades: 9 is Year 10
        </Button>
      </Group>
      <ul className={styles.rows}>
        {question.grades.map(({ grade, pupils, byAge }, at) => (
          <li key={grade}>
            <span id={`${id}-${at}`}>
              Grade {grade}{' '}
              <span className={styles.quiet}>
                {counted(pupils, 'pupil')}
                {byAge !== null && `, most of the age of ${yearGroupName(byAge)}`}
              </span>
            </span>
            <NativeSelect
              aria-labelledby={`${id}-${at}`}
              w="13rem"
              value={Object.hasOwn(chosen, grade) ? (chosen[grade] ?? 'left') : ''}
              data={[
                { value: '', label: 'Choose …' },
                ...YEAR_GROUPS.map((group) => ({ value: group, label: yearGroupName(group) })),
                { value: 'left', label: 'Leave these pupils out' },
              ]}
              onChange={(event) => {
                const value = event.currentTarget.value
                const group = YEAR_GROUPS.find((one) => one === value) ?? null
                const { [grade]: _before, ...others } = chosen
                change({ grades: value === '' ? others : { ...others, [grade]: group } })
              }}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

const FROM = ['classes', 'year-groups', 'none'] as const

export function GroupsField({ question, answers, change }: QuestionProps<'groups'>) {
  const { groups } = answers
  const chosen = groups?.from === 'classes' ? groups.classes : []
  const homerooms = question.classes.filter(({ homeroom }) => homeroom).map(({ id }) => id)
  return (
    <section className={styles.question}>
      <h2>Which registration groups are the pupils in?</h2>
      <p>A registration group is the one whose register is taken morning and afternoon. A lesson is not.</p>
      <Radio.Group
        label="Registration groups"
        value={groups?.from ?? ''}
        onChange={(value) => {
          const from = FROM.find((one) => one === value)
          if (from === 'classes') change({ groups: { from, classes: homerooms } })
          else if (from !== undefined) change({ groups: { from } })
        }}
      >
        <Stack gap="sm" mt="xs">
          {question.classes.length > 0 && (
            <Radio
              value="classes"
              label="Classes of the file"
              description={
                homerooms.length > 0
                  ? `${counted(homerooms.length, 'class', 'classes')} that the file calls homeroom`
                  : 'The file marks none of them as a homeroom.'
              }
            />
          )}
          <Radio value="year-groups" label="One group for each year group" />
          <Radio value="none" label="None: I will put pupils into groups later" />
        </Stack>
      </Radio.Group>
      {groups?.from === 'classes' && (
        <Checkbox.Group
          label="Classes that are registration groups"
          mt="md"
          value={[...chosen]}
          onChange={(classes) => change({ groups: { from: 'classes', classes } })}
        >
          <Stack gap="xs" mt="xs" className={styles.scroll ?? ''} tabIndex={0}>
            {question.classes.map(({ id, name, pupils, homeroom }) => (
              <Checkbox
                key={id}
                value={id}
                label={name}
                description={`${counted(pupils, 'pupil')}${homeroom ? ', homeroom' : ''}`}
              />
            ))}
          </Stack>
        </Checkbox.Group>
      )}
    </section>
  )
}

export function SexesField({ question, answers, change }: QuestionProps<'sexes'>) {
  const sexes = answers.sexes ?? {}
  const left = question.pupils.filter(({ row }) => sexes[row] === undefined).length
  return (
    <section className={styles.question}>
      <h2>What is the sex of these pupils?</h2>
      <p>
        The file does not say it, and the admission register holds it. For many pupils it is quicker to add a column
        “Sex” with F or M to the file. {left > 0 && <strong>{counted(left, 'pupil')} to go.</strong>}
      </p>
      <ul className={`${styles.rows} ${styles.scroll}`}>
        {question.pupils.map(({ row, name }) => (
          <li key={row}>
            <Radio.Group
              className={styles.beside ?? ''}
              label={
                <>
                  <span className="visually-hidden">Sex of </span>
                  {name}
                </>
              }
              value={sexes[row] ?? ''}
              onChange={(value) => change({ sexes: { ...sexes, [row]: value === 'F' ? 'F' : 'M' } })}
            >
              <Group gap="md">
                <Radio value="F" label="Female" />
                <Radio value="M" label="Male" />
              </Group>
            </Radio.Group>
          </li>
        ))}
      </ul>
    </section>
  )
}
