tracker import --log base/crisis.yaml
