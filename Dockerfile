# Two steps: what is installed is built apart, so that the image holds neither compilers nor caches.
FROM python:3.11-slim AS build
WORKDIR /src
COPY requirements.lock pyproject.toml README.md ./
RUN python -m venv /opt/aiguilleur && /opt/aiguilleur/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY bot ./bot
COPY handlers ./handlers
COPY knowledge ./knowledge
COPY storage ./storage
RUN /opt/aiguilleur/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.11-slim
RUN useradd --system --uid 10001 --home-dir /data aiguilleur && install -d -o aiguilleur -g aiguilleur /data
COPY --from=build /opt/aiguilleur /opt/aiguilleur
ENV PATH=/opt/aiguilleur/bin:$PATH DATA_DIR=/data HOST=0.0.0.0 PORT=8080 PYTHONUNBUFFERED=1
USER aiguilleur
WORKDIR /data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ['PORT'] + '/health', timeout=4)"]
ENTRYPOINT ["aiguilleur"]
CMD ["run"]
