tracker import
