tracker replay nowhere.yaml
