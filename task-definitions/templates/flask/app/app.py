"""Greets as its stage says, and shows its settings."""

from flask import Flask, jsonify

from settings import settings

app = Flask(__name__)


@app.get("/")
def greet():
    return settings()["GREETING"] + "\n"


@app.get("/settings")
def show():
    return jsonify(settings())


@app.get("/health")
def health():
    return "ok\n"
