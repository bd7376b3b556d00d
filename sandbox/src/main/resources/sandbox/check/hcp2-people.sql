create temp table d_subscriber as select id from subscriber where district_id = '%1$s';
