FROM python:3.13-slim AS build
WORKDIR /src
RUN python -m venv /opt/statusproof
COPY requirements.txt requirements-build.txt ./
RUN /opt/statusproof/bin/pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY parsers parsers
COPY webhooks webhooks
RUN python -m pip install --no-cache-dir --require-hashes -r requirements-build.txt \
    && python -m pip wheel --no-cache-dir --no-deps --no-build-isolation -w /dist . \
    && /opt/statusproof/bin/pip install --no-cache-dir --no-deps /dist/*.whl

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /var/lib/statusproof --create-home statusproof
COPY --from=build /opt/statusproof /opt/statusproof
ENV PATH=/opt/statusproof/bin:$PATH PYTHONUNBUFFERED=1 STATUSPROOF_DATA_DIR=/var/lib/statusproof
USER statusproof
WORKDIR /var/lib/statusproof
VOLUME /var/lib/statusproof
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
ENTRYPOINT ["statusproof"]
CMD ["serve", "--host", "0.0.0.0"]
