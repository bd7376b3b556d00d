-- Who belongs to the district %1$s, written down by hand from what the landscape says, without asking how a service computes it.
create temp table d_school as select id from school where district_id = '%1$s';
create temp table d_org as select uid from organization where district_id = '%1$s';

create temp table d_student as
  select id, uid from student where id in (
    select student_id from enrollment where school_id in (select id from d_school)
    union select student_id from locker where school_id in (select id from d_school)
    union select student_id from student_bus where route_id in (select id from bus_route where district_id = '%1$s'));

-- staff who work, worked, came from or lead here, guardians of the students, and whoever these report to
create temp table d_person as
  with recursive found (id) as (
    select id from (
      select staff_id as id from staff_assignment where school_id in (select id from d_school)
      union select staff_id from staff_transfer where from_school_id in (select id from d_school) or to_school_id in (select id from d_school)
      union select head_id from department where school_id in (select id from d_school) and head_id is not null
      union select superintendent_id from district where id = '%1$s' and superintendent_id is not null
      union select guardian_id from student_guardian where student_id in (select id from d_student)) first
    union
    select manager_id from staff join found using (id) where manager_id is not null)
  select p.id, p.uid from found join person p using (id);
