{{- /* What every object carries. */ -}}
{{- define "podward.labels" -}}
app.kubernetes.io/name: podward
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{- /* Where nothing is asked about: the control plane's namespaces, and Podward's own. */ -}}
{{- define "podward.namespaceSelector" -}}
matchExpressions:
  - key: kubernetes.io/metadata.name
    operator: NotIn
    values: [kube-system, kube-public, kube-node-lease, {{ .Release.Namespace }}]
{{- end }}

{{- /* Whom the API server does not ask about: deploy/base/webhooks/validating.yaml has the reasons. */ -}}
{{- define "podward.matchConditions" -}}
- name: not-nodes
  expression: |-
    (has(request.userInfo.extra) && 'authentication.kubernetes.io/pod-name' in request.userInfo.extra)
    || !(request.userInfo.username.startsWith('system:node:') && 'system:nodes' in request.userInfo.groups)
- name: not-control-plane
  expression: |-
    (has(request.userInfo.extra) && 'authentication.kubernetes.io/pod-name' in request.userInfo.extra)
    || !(request.userInfo.username in [
      'system:kube-controller-manager',
      'system:kube-scheduler',
      'system:apiserver'
    ])
- name: not-builtin-controllers
  expression: |-
    (has(request.userInfo.extra) && 'authentication.kubernetes.io/pod-name' in request.userInfo.extra)
    || !(request.userInfo.username in [
      'system:serviceaccount:kube-system:replicaset-controller',
      'system:serviceaccount:kube-system:replication-controller',
      'system:serviceaccount:kube-system:deployment-controller',
      'system:serviceaccount:kube-system:statefulset-controller',
      'system:serviceaccount:kube-system:daemon-set-controller',
      'system:serviceaccount:kube-system:job-controller',
      'system:serviceaccount:kube-system:cronjob-controller',
      'system:serviceaccount:kube-system:ttl-after-finished-controller',
      'system:serviceaccount:kube-system:horizontal-pod-autoscaler',
      'system:serviceaccount:kube-system:generic-garbage-collector',
      'system:serviceaccount:kube-system:namespace-controller',
      'system:serviceaccount:kube-system:node-controller',
      'system:serviceaccount:kube-system:device-taint-eviction-controller',
      'system:serviceaccount:kube-system:pod-garbage-collector',
      'system:serviceaccount:kube-system:disruption-controller',
      'system:serviceaccount:kube-system:resource-claim-controller',
      'system:serviceaccount:kube-system:persistent-volume-binder',
      'system:serviceaccount:kube-system:storage-version-migrator-controller'
    ])
- name: not-terminating
  expression: |-
    request.operation == 'CREATE' || !has(oldObject.metadata.deletionTimestamp)
{{- end }}

{{- /* The same where statuses are asked about, too. */ -}}
{{- define "podward.validatingConditions" -}}
{{ include "podward.matchConditions" . }}
- name: status-only-if-labels-change
  expression: |-
    !has(request.subResource) || request.subResource != 'status'
    || (has(object.metadata.labels) ? object.metadata.labels : {}) != (has(oldObject.metadata.labels) ? oldObject.metadata.labels : {})
{{- if .Values.openshift }}
{{ include "podward.notOpenshift" . }}
{{- end }}
{{- end }}

{{- define "podward.notOpenshift" -}}
- name: not-openshift
  expression: |-
    !(request.namespace == 'openshift' || request.namespace.startsWith('openshift-'))
{{- end }}

{{- /* What was measured, and what the values say instead. No CPU limit: see deploy/base/deployment.yaml. */ -}}
{{- define "podward.resources" -}}
{{- $memory := .Values.image.jvm | ternary (list "384Mi" "512Mi") (list "128Mi" "512Mi") -}}
{{- $measured := dict "requests" (dict "cpu" "50m" "memory" (first $memory)) "limits" (dict "memory" (last $memory)) -}}
{{- mergeOverwrite $measured (deepCopy .Values.resources) | toYaml }}
{{- end }}
