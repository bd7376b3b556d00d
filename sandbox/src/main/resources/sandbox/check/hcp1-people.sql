create temp table d_class as select id, uid from class where site_id in (select id from site where org_uid in (select uid from d_org));
create temp table d_assignment as select id, uid from assignment where class_id in (select id from d_class);
