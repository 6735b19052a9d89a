"""Mutation testing of the domain rules: what if a rule said something slightly different, would a test notice?"""
