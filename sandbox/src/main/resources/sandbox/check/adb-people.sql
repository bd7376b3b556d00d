create temp table d_agency as select id from agency where district_id = '%1$s';
create temp table d_session as select id from session where site_id in (select id from test_site where agency_id in (select id from d_agency));
create temp table d_registration as select id from registration where session_id in (select id from d_session);
create temp table d_attempt as select id from attempt where registration_id in (select id from d_registration);
create temp table d_examinee as select id from examinee where student_uid in (select uid from d_student);
