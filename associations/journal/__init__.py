"""The journal of an institution: who signed in, appointed, opened, downloaded, and when."""
