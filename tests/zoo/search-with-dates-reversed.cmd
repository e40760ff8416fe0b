tracker search panjgur --from 2024-02 --to 2024-01
