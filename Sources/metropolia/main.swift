print("metropolia")
