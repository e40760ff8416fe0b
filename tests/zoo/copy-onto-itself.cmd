tracker copy DB DB
