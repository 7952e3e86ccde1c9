"""Tests of Seboddari; they show behaviour from outside first."""
