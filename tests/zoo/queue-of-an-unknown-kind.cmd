tracker queue --kind boring
