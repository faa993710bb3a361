"""The reconciler: delivery → job → snapshot → claims → verdicts → plan → apply."""
