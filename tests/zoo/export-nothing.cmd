tracker export
