# The studio on a CPU: docker build -t memoreez . && docker run -p 8000:8000 -v memoreez:/data memoreez
FROM python:3.12-slim AS build
WORKDIR /src
COPY pyproject.toml README.md LICENSE requirements.lock ./
COPY memoreez ./memoreez
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir -c requirements.lock .

FROM python:3.12-slim
LABEL org.opencontainers.image.title="memoreez" \
      org.opencontainers.image.description="Hobbies in, a printable figurine out" \
      org.opencontainers.image.licenses="MIT"
RUN useradd --create-home --uid 10001 memoreez && install -d -o memoreez /data
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 \
    MEMOREEZ_DATA_DIR=/data
USER memoreez
WORKDIR /data
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/health/ready', timeout=4)"]
ENTRYPOINT ["memoreez"]
CMD ["serve", "--host", "0.0.0.0", "--no-open"]
